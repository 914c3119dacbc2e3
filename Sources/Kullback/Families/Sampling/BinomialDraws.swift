/// Binomial draws with one probability and varying numbers of trials.
package struct BinomialDraws: BitwiseCopyable {
    /// Of the rarer outcome: at most 1/2.
    private let probability: Double
    private let complement: Double
    private let logComplement: Double
    /// Whether it is failures that are drawn.
    private let countsFailures: Bool

    /// `successes` and `failures` are weights of the two outcomes.
    package init(successes: Double, failures: Double) {
        countsFailures = successes > failures
        let (rarer, other) = countsFailures ? (failures, successes) : (successes, failures)
        probability = rarer == 0 ? 0 : rarer / (rarer + other)
        complement = rarer == 0 ? 1 : other / (rarer + other)
        logComplement = log1p(-probability)
    }

    /// The number of successes. NaN for trials or weights that are not numbers: they would be rejected for ever.
    package func draw(trials n: Double, _ random: inout RandomStream) -> Double {
        guard n < .infinity, probability >= 0 else { return .nan }
        let rarer: Double
        if n * probability < 10 {
            rarer = probability == 0 || n == 0 ? 0 : inverted(n, &random)
        } else {
            rarer = transformedRejection(n, &random)
        }
        return countsFailures ? n - rarer : rarer
    }

    /// By inversion: the first k whose cumulative probability exceeds a uniform number.
    private func inverted(_ n: Double, _ random: inout RandomStream) -> Double {
        let odds = probability / complement
        // At least e^-14: in the range that needs no care.
        var mass = ReducedExponential(Lane(repeating: n * logComplement)).exp[0]
        var (u, _) = random.nextUniforms()
        var k = 0.0
        // A mean below 10 leaves less than 2^-200 beyond 110; only a u rounded up gets there.
        while u > mass, k < min(n, 110) {
            u -= mass
            k += 1
            mass *= odds * ((n - k + 1) / k)
        }
        return k
    }

    /// Hörmann's BTRS (1993, "The generation of binomial random variates"), with the exact probabilities in the test
    /// that his squeeze leaves over.
    private func transformedRejection(_ n: Double, _ random: inout RandomStream) -> Double {
        let mean = n * probability
        let deviation = (mean * complement).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * probability
        let center = mean + 0.5
        let certain = 0.92 - 4.2 / b
        while true {
            var (u, v) = random.nextUniforms()
            u -= 0.5
            let distance = 0.5 - abs(u)
            let x = (2 * a / distance + b) * u + center
            guard x >= 0, x < n + 1 else { continue }
            let k = integerPart(x)
            if distance >= 0.07, v <= certain { return k }
            let alpha = (2.83 + 5.1 / b) * deviation
            v *= alpha / (a / (distance * distance) + b)
            let mode = integerPart((n + 1) * probability)
            let means = SIMD4(mean, n * complement, 1, 1)
            let logRatio = logWeightRatio(SIMD4(k, n - k, 1, 1), SIMD4(mode, n - mode, 1, 1), means: means)
            if log(v) <= logRatio { return k }
        }
    }
}
