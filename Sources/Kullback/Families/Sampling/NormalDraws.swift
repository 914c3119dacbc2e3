extension RandomStream {
    /// From the standard normal distribution, by inversion.
    ///
    /// The polar method and the ziggurat reject, so that a draw takes a varying number of uniform ones; this one takes
    /// exactly one, is monotone in it and odd about 1/2. What it cannot give, beyond 8.2 standard deviations, has
    /// a probability of 2.3e-16.
    package mutating func nextNormal() -> Double { normalQuantile(nextUniform()) }
}
