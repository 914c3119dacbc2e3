/// Σ term(k step) over all integers k: times the step, the integral over the real line. For functions that are analytic
/// in a strip about it the trapezoid rule converges exponentially (Trefethen & Weideman 2014).
///
/// Ends on each side with the first eight terms below 2^-64 of what was summed, which must not be where the function is
/// still to grow; at the latest with 2^20 terms, so that it ends whatever the terms are. The order of summation is
/// fixed.
@inline(__always)
func trapezoidSum(step: Double, _ term: (_ x: Lane) -> Lane) -> Double {
    var (total, magnitude) = (0.0, 0.0)
    var (index, stride) = (Lane(0, 1, 2, 3, 4, 5, 6, 7), 8.0)
    while true {
        let terms = term(index * step)
        let size = terms.magnitude.treeSum
        total += terms.treeSum
        magnitude += size
        index = index + stride
        if size > 0x1p-64 * magnitude, magnitude < .infinity, abs(index[0]) < 0x1p20 { continue }
        if stride < 0 { return total }
        (index, stride) = (Lane(-1, -2, -3, -4, -5, -6, -7, -8), -8)
    }
}

/// ∫ term(w) dw over 0...∞ for a term that is analytic but for 0 and decreases like e^-w: with w = e^(u - e^-u), as of
/// Takahasi & Mori (1974).
@inline(__always)
func halfLineIntegral(_ term: (_ w: Lane) -> Lane) -> Double {
    let step = 0x1p-4
    return step
        * trapezoidSum(step: step) { u in
            let slope = exponential(-u)
            let w = exponential(u - slope)
            return w * (1 + slope) * term(w)
        }
}
