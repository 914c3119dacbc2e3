/// exp(x^2) erfc(x) for any x: infinite below -26.6.
@inline(never)
func erfcx(_ x: Lane) -> Lane {
    let positive = scaledComplement(x.magnitude)
    if !(x .< 0).isAnySet { return positive }
    let bounded = select(x .< -27, Lane(repeating: -27), x)
    let square = twoProduct(bounded, bounded)
    let power = exp(square.high)
    let whole = select(power .== .infinity, power, power + power * square.low)
    return select(x .< 0, 2 * whole - positive, positive)
}

/// The complementary error function 1 - erf(x), with small relative error for every x.
@inline(never)
func erfc(_ x: Lane) -> Lane {
    let value = gaussian(x) * scaledComplement(x.magnitude)
    return select(x .< 0, 2 - value, value)
}

/// The error function 2 / √π ∫_0^x exp(-t^2) dt.
@inline(never)
func erf(_ x: Lane) -> Lane {
    let magnitude = x.magnitude
    let tail = 1 - gaussian(x) * scaledComplement(magnitude)
    let series =
        x
        * polynomial(
            x * x,
            [
                1.1283791670955126, -0.37612638903183476, 0.11283791670925457, -0.026866170632921085,
                0.005223977373542183, -0.0008548297798086192, 0.00012053337222877719, -1.4845900896375835e-05,
                1.4726381680017032e-06,
            ])
    return select(magnitude .< 0.5, series, select(x .< 0, -tail, tail))
}

/// exp(-x^2), with the rounding error of the square.
@inline(__always)
private func gaussian(_ x: Lane) -> Lane {
    let bounded = select(x.magnitude .> 40, Lane(repeating: 40), x)
    let square = twoProduct(bounded, bounded)
    let power = exp(-square.high)
    return power - power * square.low
}

/// exp(x^2) erfc(x) for x >= 0: 1 / (1 + 2 x) times 1 + x / (x + 3) P(y) with y = (x - 3) / (x + 3) (after Shepherd &
/// Laframboise 1981), P a polynomial by which the product is off by less than 3e-17 of itself.
@inline(__always)
private func scaledComplement(_ x: Lane) -> Lane {
    let isHuge = x .> 0x1p500
    let bounded = select(isHuge, Lane(repeating: 0x1p500), x)
    let (sum, denominator) = (bounded + 3, 1 + 2 * bounded)
    let inverse = Lane(repeating: 1) / (sum * denominator)
    let y = (bounded - 3) * (inverse * denominator)
    let slope = polynomial(
        y,
        [
            0.5060161165394593, -0.7772583287886217, 0.6821337400817206, -0.4228434226761955, 0.18429609584557516,
            -0.04768004115774891, 0.00013901132005302472, 0.00491977231410024, -0.001142391585779308,
            -0.00041727297565228325, 0.00020695327588838943, 4.324551843785332e-05, -3.334598799074132e-05,
            -6.855450027965538e-06, 5.3904697495199475e-06, 1.5550397106344327e-06, -8.368699765428903e-07,
            -3.974611093527849e-07, 1.0738327542061721e-07, 9.739814028981533e-08, -6.817678343964544e-09,
            -2.0505256872887777e-08, -9.794608159129434e-10, 3.205459653464598e-09, 2.2965181509234331e-10,
            -2.7021096707725804e-10,
        ])
    let value = (sum + bounded * slope) * inverse
    // As 1 / (x √π) from there on.
    return isHuge.isAnySet ? select(isHuge, value * (bounded / x), value) : value
}
