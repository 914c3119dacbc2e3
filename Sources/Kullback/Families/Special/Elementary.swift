// Functions of Numerics that closed forms call in many places: compiled once, and for any argument.

/// log(x): -inf for 0, +inf for +inf.
@inline(never)
func logarithm(_ x: Lane) -> Lane {
    let value = logRatio(ofAny: x, Lane(repeating: 1)).value
    let special = select(x .== 0, Lane(repeating: -.infinity), select(x .== .infinity, x, Lane(repeating: .nan)))
    return select((x .> 0) .& (x .< .infinity), value, special)
}

/// c - 1 - log(c) with c = a / b, for positive finite a and b: the Bregman divergence of -log, half of it that of
/// normals of these variances. Never negative; near c = 1 from (a - b) / b, whose difference is exact.
@inline(never)
func logExcess(_ a: Lane, _ b: Lane) -> Lane {
    let ratio = logRatio(ofAny: a, b)
    let e = (a - b) / b
    // log(c) = 2 (s + w) with s = e / (2 + e), and e - 2 s = s e.
    return select(ratio.k .== 0, ratio.s * e - 2 * ratio.w, e - ratio.value)
}
