extension RandomStream {
    /// A von Mises angle around 0, in (-π, π).
    package mutating func nextVonMises(concentration: Double) -> Double {
        let (toMean, fromMean) = nextColatitude(concentration, dimension: 2)
        let angle = 2 * atan2(toMean.squareRoot(), fromMean.squareRoot())
        return nextUniform() < 0.5 ? -angle : angle
    }

    /// A unit vector of at least two components, from the von Mises–Fisher distribution around the unit vector `mean`.
    package mutating func drawVonMisesFisher(
        around mean: UnsafePointer<Double>, concentration: Double, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        let (toMean, fromMean) = nextColatitude(concentration, dimension: Double(count))
        var square = 0.0
        for index in 1..<count {
            result[index] = nextNormal()
            square += result[index] * result[index]
        }
        let across = (toMean * fromMean / square).squareRoot()
        for index in 1..<count { result[index] *= across }
        // Householder's reflection of the first axis to the mean, or to its opposite where the mean is near the axis: v is
        // the mean and `sign` on the first axis, which does not cancel, and |v|^2 = 2 (1 + |mean[0]|).
        let sign = mean[0] < 0 ? -1.0 : 1
        result[0] = -0.5 * sign * (fromMean - toMean)
        var product = sign * result[0]
        for index in 0..<count { product += mean[index] * result[index] }
        let factor = product / (1 + abs(mean[0]))
        result[0] -= factor * sign
        for index in 0..<count { result[index] -= factor * mean[index] }
    }

    /// 1 - w and 1 + w of the cosine w of the angle to the mean direction, on the unit sphere of d dimensions: w has density
    /// proportional to e^(κ w) (1 - w^2)^((d - 3) / 2).
    ///
    /// Wood's rejection (1994, "Simulation of the von Mises Fisher distribution"), which on the circle is the one of Best
    /// & Fisher (1979): a Beta((d - 1) / 2, (d - 1) / 2) variable z = g / (g + h) gives
    ///
    ///     1 - w = 2 b g / (h + b g),   b = 1 / (r + sqrt(r^2 + 1)),   r = 2 κ / (d - 1).
    ///
    /// With t = r (w - w0) / 2, where w0 = (1 - b) / (1 + b), the density divided by the proposal's and by their largest
    /// ratio is ((1 - t) e^t)^(d - 1): nothing cancels, however large κ is, and t is at most 1/2.
    private mutating func nextColatitude(_ concentration: Double, dimension: Double) -> (Double, Double) {
        let power = dimension - 1
        let r = 2 * concentration / power
        let b = 1 / (r + (r < 0x1p500 ? (r * r + 1).squareRoot() : r))
        while true {
            let (g, h) = nextSquares(power)
            let toMean = 2 * b * g / (h + b * g)
            let t = 0.5 * r * (2 * b / (1 + b) - toMean)
            // Not a number is accepted.
            if nextExponential() < power * log1pExcess(-t) { continue }
            return (toMean, 2 * h / (h + b * g))
        }
    }

    /// Two numbers whose shares of their sum are Beta(power / 2, power / 2).
    private mutating func nextSquares(_ power: Double) -> (Double, Double) {
        if power == 1 {
            let (x, y) = nextDiscPoint()
            return (x * x, y * y)
        }
        return (nextGamma(shape: 0.5 * power), nextGamma(shape: 0.5 * power))
    }
}
