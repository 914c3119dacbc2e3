// Functions of Numerics that closed forms call in many places: compiled once, and for any argument.

/// log(x): -inf for 0, +inf for +inf.
@inline(never)
func logarithm(_ x: Lane) -> Lane {
    let value = logRatio(ofAny: x, Lane(repeating: 1)).value
    let special = select(x .== 0, Lane(repeating: -.infinity), select(x .== .infinity, x, Lane(repeating: .nan)))
    return select((x .> 0) .& (x .< .infinity), value, special)
}
