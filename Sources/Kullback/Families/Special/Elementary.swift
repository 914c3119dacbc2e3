// Functions of Numerics that closed forms call in many places: compiled once, and for any argument.

/// log(x): -inf for 0, +inf for +inf.
@inline(never)
func logarithm(_ x: Lane) -> Lane {
    let value = logRatio(ofAny: x, Lane(repeating: 1)).value
    let special = select(x .== 0, Lane(repeating: -.infinity), select(x .== .infinity, x, Lane(repeating: .nan)))
    return select((x .> 0) .& (x .< .infinity), value, special)
}

/// log(1 + x) for x >= -1 of less than 2^1000.
@inline(never)
func logarithm1p(_ x: Lane) -> Lane { select(x .== -1, Lane(repeating: -.infinity), log1p(x)) }

@inline(never)
func exponential(_ x: Lane) -> Lane { exp(x) }
