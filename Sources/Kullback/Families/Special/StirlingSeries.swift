// What Stirling's formula lacks: Binet's function S(x) = lgΓ(x) - (x - 1/2) log x + x - log(2 π) / 2, and ψ(x) - log(x). Both
// are sums of terms of one sign.

/// Where the series begin to hold.
let stirlingBound = 2.0

/// The sums of the recursion's steps from x up to y >= 2, and the series there.
private struct StirlingTerms {
    /// S(x) - S(y) and log(x) - ψ(x) - log(y) + ψ(y)
    var value = Lane.zero
    var slope = Lane.zero
    private let inverse: Lane

    /// Of log(1 + 1/y) = 2 atanh(s), s = 1 / (2 y + 1): the steps are (y + 1/2) log(1 + 1/y) - 1 and 1/y - log(1 + 1/y).
    @inline(__always)
    init(_ x: Lane) {
        let one = Lane(repeating: 1)
        var y = x
        for step in 1...Int(stirlingBound) {
            let isSmall = y .< stirlingBound
            if !isSmall.isAnySet { break }
            let ratio = logRatio(ofAny: y + 1, y, difference: one)
            let (isNear, inverse) = (ratio.k .== 0, one / y)
            value += select(isSmall, select(isNear, (2 * y + 1) * ratio.w, (y + 0.5) * ratio.value - 1), .zero)
            slope += select(isSmall, select(isNear, ratio.s * inverse - 2 * ratio.w, inverse - ratio.value), .zero)
            y = select(isSmall, x + Double(step), y)
        }
        inverse = one / y
    }

    /// S(x)
    var binet: Lane {
        @inline(__always) get { value + inverse * polynomial(inverse * inverse, binetCoefficients) }
    }

    /// log(x) - ψ(x)
    var digamma: Lane {
        @inline(__always) get { slope + inverse * (0.5 + inverse * polynomial(inverse * inverse, digammaCoefficients)) }
    }

    /// 1/2 + (x - 1) (ψ(x) - log x) - S(x), near 1/(3 x) for large x, of which the series are left then.
    @inline(__always)
    func negentropy(_ x: Lane) -> Lane {
        let square = inverse * inverse
        let (slope, value) = (polynomial(square, digammaCoefficients), polynomial(square, binetCoefficients))
        let series = inverse * (0.5 - slope - value) + square * slope
        let sums = 0.5 + (1 - x) * (self.slope + inverse * (0.5 + inverse * slope)) - (self.value + inverse * value)
        return select(x .< stirlingBound, sums, series)
    }
}

/// S(x) for positive finite x.
@inline(never)
func stirlingError(ofAny x: Lane) -> Lane { StirlingTerms(x).binet }

func stirlingError(ofAny x: Double) -> Double { stirlingError(ofAny: Lane(repeating: x))[0] }

/// ψ(x) - log(x), which is negative, for positive finite x. Relative error below 1e-15.
@inline(never)
func digammaExcess(_ x: Lane) -> Lane { -StirlingTerms(x).digamma }

/// Both.
@inline(never)
func stirlingErrors(_ x: Lane) -> (value: Lane, slope: Lane) {
    let terms = StirlingTerms(x)
    return (terms.binet, -terms.digamma)
}

/// The divergence of a gamma distribution from the normal distribution of its mean and variance,
///
///     log(2 π e a) / 2 - (a + lgΓ(a) + (1 - a) ψ(a)) = 1/2 + (a - 1) (ψ(a) - log a) - S(a).
@inline(never)
func gammaNegentropy(_ a: Lane) -> Lane { StirlingTerms(a).negentropy(a) }

/// S(x) = Σ c_k x^(1 - 2k), so near to Stirling's series, which would need x >= 10 for as many digits, that S'' is off by
/// less than 5e-18 of that of -log(x) / 2, and therefore every divergence by as much; S itself by 2e-18. The Bregman
/// divergence of x^-n is, with d = b - a, α = 1 / a and β = 1 / b, (d α) (d β) α times the divided difference of x^(n + 1) at
/// α, α, β.
let binetCoefficients: [21 of Double] = [
    0.08333333333333327, -0.0027777777777638875, 0.0007936507913873899, -0.0005952378605562908, 0.0008417344017142685,
    -0.0019167028927856676, 0.006379288653543946, -0.028642771410780622, 0.15810049659002062, -0.9622413272098899,
    5.8351715029151245, -32.674955356073745, 160.50837113724597, -667.7837521829708, 2289.5293026550075,
    -6303.295840476071, 13523.358375023941, -21708.56104012641, 24473.94068811342, -17255.281029878857,
    5717.938704084828,
]

/// -x^2 S'(x) of the series of Binet's function.
let digammaCoefficients: [21 of Double] = [
    0.08333333333333327, -0.008333333333291662, 0.0039682539569369495, -0.004166665023894036, 0.007575609615428417,
    -0.021083731820642344, 0.08293075249607129, -0.42964157116170937, 2.6877084420303508, -18.282585216987908,
    122.53860156121762, -751.5239731896961, 4012.70927843115, -18030.161308940213, 66396.34977699522,
    -195402.1710547582, 446270.82637579006, -759799.6364044243, 905535.8054601965, -672955.9601652754,
    234435.48686747794,
]
