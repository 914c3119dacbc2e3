/// The probability that a χ² variable exceeds x: relative error below 1e-13 down to the smallest normal numbers, for
/// up to a million degrees of freedom (docs/g_test.md).
package func chiSquaredTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    upperIncompleteGamma(0.5 * degreesOfFreedom, 0.5 * x)
}
