// Standard members, from one uniform number each by the inverse of the distribution function. Location and scale are
// applied by their families.

extension RandomStream {
    /// With density e^-x; at most 36.8, which has a probability of 1e-16.
    package mutating func nextExponential() -> Double { -log(nextUniform()) }

    /// With density e^-|x| / 2.
    package mutating func nextLaplace() -> Double {
        let u = nextUniform()
        return u < 0.5 ? log(2 * u) : -log(2 * (1 - u))
    }

    /// With distribution function 1 / (1 + e^-x).
    package mutating func nextLogistic() -> Double {
        let u = nextUniform()
        return logRatio(u, 1 - u)
    }

    /// With distribution function exp(-e^-x).
    package mutating func nextGumbel() -> Double { -log(nextExponential()) }

    /// With distribution function 1 - exp(-x^shape).
    package mutating func nextWeibull(shape: Double) -> Double { exp(log(nextExponential()) / shape) }

    /// With distribution function 1 - x^-shape from 1 on.
    package mutating func nextPareto(shape: Double) -> Double { exp(nextExponential() / shape) }

    /// With distribution function 1 - (1 - x^a)^b on (0, 1).
    package mutating func nextKumaraswamy(_ a: Double, _ b: Double) -> Double {
        // x^a = 1 - e^-y
        let y = nextExponential() / b
        return exp((y < logTwo ? log(-expm1(-y)) : log1p(-exp(-y))) / a)
    }

    /// Uniform between two bounds, whose difference may be more than the largest double.
    package mutating func nextUniform(from low: Double, to high: Double) -> Double {
        let u = nextUniform()
        return low * (1 - u) + high * u
    }

    /// With density proportional to p^x (1 - p)^(1 - x) on (0, 1).
    package mutating func nextContinuousBernoulli(_ p: Double) -> Double {
        // Of a p below 1/2, where the density falls as e^(slope x); for the other x and 1 - x change places.
        let slope = -abs(logRatio(p, 1 - p))
        let u = nextUniform()
        let x = slope == 0 ? u : log1p(u * expm1(slope)) / slope
        return p > 0.5 ? 1 - x : x
    }

    /// With density 1 / (π (1 + x^2)): a point of the unit disc has it as its quotient of coordinates.
    package mutating func nextCauchy() -> Double {
        let (x, y) = nextDiscPoint()
        return x / y
    }

    /// Uniform on the half of the unit disc with y > 0; x is not 0 either.
    mutating func nextDiscPoint() -> (x: Double, y: Double) {
        while true {
            let (u, y) = nextUniforms()
            let x = 2 * u - 1
            if x * x + y * y < 1 { return (x, y) }
        }
    }
}

/// log(p / q) for positive p and q up to 2^1022, with small relative error.
private func logRatio(_ p: Double, _ q: Double) -> Double {
    logRatio(Lane(repeating: p), Lane(repeating: q)).value[0]
}
