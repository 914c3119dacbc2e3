extension RandomStream {
    /// By the polar method (Marsaglia & Bray 1964).
    mutating func nextNormal() -> Double {
        while true {
            var (u, v) = nextUniforms()
            u = 2 * u - 1
            v = 2 * v - 1
            let square = u * u + v * v
            if square < 1, square > 0 { return u * (-2 * log(square) / square).squareRoot() }
        }
    }

    mutating func nextExponential() -> Double { -log(nextUniforms().0) }
}
