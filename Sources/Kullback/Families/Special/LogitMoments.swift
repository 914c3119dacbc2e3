/// Moments of x = 1 / (1 + e^-z) with a normal z, by the trapezoid rule over z; where z spreads over more than the
/// logistic function's scale, from the step that this is from afar, and an integral over the rest, which decreases like
/// e^-|z|.
struct LogitMoments {
    private let location: Double
    private let scale: Double
    private let isWide: Bool

    init(_ location: Double, _ scale: Double) {
        self.location = location
        self.scale = scale
        isWide = scale > 4
    }

    /// E 2 log(2 cosh(z / 2)), which is -E log(x (1 - x)).
    var spread: Double {
        if !isWide {
            return expectation { z in
                let w = (z + location).magnitude
                return w + 2 * log1p(exponential(-w))
            }
        }
        let ratio = location / scale
        let gaussian = exp(-0.5 * ratio * ratio)
        let balance = erf(Lane(repeating: ratio * 0.5.squareRoot()))[0]
        return (scale * (gaussian * (2 / .pi).squareRoot()) + location * balance) + rest { 2 * log1p(exponential(-$0)) }
    }

    var mean: Double {
        if isWide {
            let above = 0.5 * erfc(Lane(repeating: -location / scale * 0.5.squareRoot()))[0]
            return above + halfLineIntegral { w in (density(-w) - density(w)) * logistic(-w) }
        }
        return center + expectation { change($0) }
    }

    var variance: Double {
        if isWide {
            let complement = LogitMoments(-location, scale).mean
            return mean * complement - rest { logistic($0) * logistic(-$0) }
        }
        let shift = expectation { change($0) }
        return expectation { (change($0) - shift) * (change($0) - shift) }
    }

    /// Of z = location.
    private var center: Double { logistic(Lane(repeating: location))[0] }

    /// x at location + z less `center`.
    private func change(_ z: Lane) -> Lane {
        let (p, rest) = (logistic(Lane(repeating: location)), logistic(Lane(repeating: -location)))
        let isLarge = z .> 0
        let growth = expm1(-z.magnitude)
        // p q (e^z - 1) / (1 + p (e^z - 1)), with e^-z where e^z might overflow.
        let rise = p * rest * -growth / (1 + rest * growth)
        return select(isLarge, rise, p * rest * growth / (1 + p * growth))
    }

    /// E f(z - location); analytic up to a distance of π, so that the step is a part of the deviation, and less than
    /// 1/2.
    private func expectation(_ function: (_ z: Lane) -> Lane) -> Double {
        let step = 0.375 / max(1, scale)
        let sum = trapezoidSum(step: step) { t in exponential(-0.5 * t * t) * function(t * scale) }
        return step * sum / (2 * Double.pi).squareRoot()
    }

    /// ∫ f(|z|) over the density of z.
    private func rest(_ function: (_ w: Lane) -> Lane) -> Double {
        halfLineIntegral { w in (density(w) + density(-w)) * function(w) }
    }

    private func density(_ z: Lane) -> Lane {
        let t = (z - location) * (1 / scale)
        return exponential(-0.5 * t * t) * (1 / (scale * (2 * Double.pi).squareRoot()))
    }
}
