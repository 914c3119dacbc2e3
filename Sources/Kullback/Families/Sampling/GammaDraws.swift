extension RandomStream {
    /// With density x^(shape - 1) e^-x / Γ(shape). A shape of 0, infinity or NaN is returned as it is.
    package mutating func nextGamma(shape: Double) -> Double {
        if shape < 1 { return nextGamma(shapeFromOne: shape + 1) * exp(-nextExponential() / shape) }
        return nextGamma(shapeFromOne: shape)
    }

    /// The logarithm of such a number, which for a small shape need not be a double: G(a) is G(a + 1) U^(1/a).
    package mutating func nextLogGamma(shape: Double) -> Double {
        if shape < 1 { return log(nextGamma(shapeFromOne: shape + 1)) - nextExponential() / shape }
        let value = nextGamma(shapeFromOne: shape)
        return value < 0x1p1000 ? log(value) : logarithm(Lane(repeating: value))[0]
    }

    /// Marsaglia & Tsang (2000, "A simple method for generating gamma variables"): the cube of a normal variable, of
    /// which at least 95 % are accepted.
    private mutating func nextGamma(shapeFromOne shape: Double) -> Double {
        guard shape < .infinity else { return shape }
        let d = shape - 1.0 / 3
        let scale = 1 / (3 * d.squareRoot())
        while true {
            let x = nextNormal()
            let u = nextUniform()
            let t = x * scale
            guard t > -1 else { continue }
            let square = x * x
            let value = d * ((1 + t) * (1 + t) * (1 + t))
            if u < 1 - 0.0331 * square * square { return value }
            // x^2 / 2 + d (1 - v + log v) with v = (1 + t)^3, where large numbers would cancel.
            if log(u) < d * (t * t * (1.5 - t) - 3 * log1pExcess(t)) { return value }
        }
    }

    /// With density proportional to x^(a - 1) (1 - x)^(b - 1) on [0, 1].
    package mutating func nextBeta(_ a: Double, _ b: Double) -> Double {
        if a >= 1, b >= 1 {
            let x = nextGamma(shapeFromOne: a)
            return 1 / (1 + nextGamma(shapeFromOne: b) / x)
        }
        if isVertex(a + b) { return nextUniform() < a / (a + b) ? 1 : 0 }
        let x = nextLogGamma(shape: a)
        return 1 / (1 + exp(nextLogGamma(shape: b) - x))
    }

    /// The inverse Gaussian distribution with mean 1: density sqrt(shape / (2 π x^3)) exp(-shape (x - 1)^2 / (2 x)). With
    /// mean m and shape s it is m times this one with shape s / m.
    ///
    /// Michael, Schucany & Haas (1976): of the two roots that give the same χ² the smaller one, x, with probability
    /// 1 / (1 + x). Their product is 1, so that both are computed without cancellation.
    package mutating func nextInverseGaussian(shape: Double) -> Double {
        let z = nextNormal()
        let a = z * z / (2 * shape)
        let smaller = 1 / (1 + a + (a * (2 + a)).squareRoot())
        return nextUniform() * (1 + smaller) < 1 ? smaller : 1 / smaller
    }
}

/// Whether Dirichlet draws of this sum of concentrations are, to rounding, vertices of the simplex: each is one with the
/// probability that is its share. Logarithms of gamma variables of larger ones are finite.
func isVertex(_ concentration: Double) -> Bool { concentration < 0x1p-900 }
