extension RandomStream {
    /// A mean of 0, infinity or NaN is returned as it is.
    package mutating func nextPoisson(mean: Double) -> Double {
        guard mean > 0, mean < .infinity else { return mean }
        return mean < 10 ? nextPoisson(small: mean) : nextPoisson(large: mean)
    }

    /// By inversion: the first k whose cumulative probability exceeds a uniform number.
    private mutating func nextPoisson(small mean: Double) -> Double {
        var u = nextUniform()
        var mass = exp(-mean)
        var k = 0.0
        // Less than 2^-200 is left beyond 110; only a u rounded up gets there.
        while u > mass, k < 110 {
            u -= mass
            k += 1
            mass *= mean / k
        }
        return k
    }

    /// Hörmann's PTRS (1993, "The transformed rejection method for generating Poisson random variables"), with the exact
    /// probabilities in the test that his squeeze leaves over.
    private mutating func nextPoisson(large mean: Double) -> Double {
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let certain = 0.9277 - 3.6224 / (b - 2)
        while true {
            var (u, v) = nextUniforms()
            u -= 0.5
            let distance = 0.5 - abs(u)
            let x = (2 * a / distance + b) * u + mean + 0.43
            guard x >= 0 else { continue }
            let k = integerPart(x)
            if distance >= 0.07, v <= certain { return k }
            if distance < 0.013, v > distance { continue }
            v *= inverseAlpha / (a / (distance * distance) + b)
            if log(v) <= logPoissonProbability(k, mean: mean) { return k }
        }
    }

    /// Failures before the first success.
    package mutating func nextGeometric(_ p: Double) -> Double {
        p < 1 ? integerPart(-nextExponential() / log1p(-p)) : 0 * p
    }

    /// Binomial: successes of so many trials.
    package mutating func nextBinomial(trials: Double, _ p: Double) -> Double {
        BinomialDraws(successes: p, failures: 1 - p).draw(trials: trials, &self)
    }

    /// Successes, of probability p each, before so many failures, which need not be an integer: Poisson with a gamma
    /// variable as its mean.
    package mutating func nextNegativeBinomial(failures: Double, _ p: Double) -> Double {
        nextPoisson(mean: nextGamma(shape: failures) * (p / (1 - p)))
    }
}

/// The integer below x >= 0. Doubles from 2^52 on are integers, which need not be in the range of `Int64`.
func integerPart(_ x: Double) -> Double { abs(x) < 0x1p52 ? Double(Int64(x)) : x }
