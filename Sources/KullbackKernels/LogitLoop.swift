import KullbackPlatform

/// Rows of two sides' logits a, b in one narrow type, two groups of sixteen at a time.
protocol LogitSource {
    associatedtype Element: BitwiseCopyable
    /// A logit below all others, but finite.
    static var lowest: Element { get }
    static func load(_ data: UnsafePointer<Element>, _ part: Int) -> (FloatLane, FloatLane)
}

enum FloatLogits: LogitSource {
    static var lowest: Float { -.greatestFiniteMagnitude }

    @inline(__always)
    static func load(_ data: UnsafePointer<Float>, _ part: Int) -> (FloatLane, FloatLane) {
        (.load(data + part * floatWidth), .load(data + (16 + part * floatWidth)))
    }
}

enum BFloat16Logits: LogitSource {
    static var lowest: UInt16 { 0xff7f }

    /// Neighbours come as two lanes of a word: which group an element is in does not matter to sums.
    @inline(__always)
    static func load(_ data: UnsafePointer<UInt16>, _ part: Int) -> (FloatLane, FloatLane) {
        let words = UnsafeRawPointer(data + 2 * part * floatWidth).loadUnaligned(as: FloatBits.self)
        return (float_first_bf16(words), float_second_bf16(words))
    }
}

/// What logits are multiplied with, and what is subtracted from their differences.
protocol LogitRate {
    /// (b - a) / temperature - shift
    static func difference(_ a: FloatLane, _ b: FloatLane, _ pair: kernel_logits) -> FloatLane
    static func exponent(_ x: FloatLane, _ pair: kernel_logits, plus n: FloatLane) -> FloatLane
}

/// A temperature of 1 and no shift. The error of log2(e) as a float is that of a temperature, 1.3e-8.
enum UnitRate: LogitRate {
    @inline(__always)
    static func difference(_ a: FloatLane, _ b: FloatLane, _ pair: kernel_logits) -> FloatLane { b - a }

    @inline(__always)
    static func exponent(_ x: FloatLane, _ pair: kernel_logits, plus n: FloatLane) -> FloatLane {
        x.times(FloatLane(repeating: pair.rate), plus: n)
    }
}

enum AnyRate: LogitRate {
    /// With the rounding error of b - a (Knuth): next to a shift as large as the difference, it would be all that is left.
    @inline(__always)
    static func difference(_ a: FloatLane, _ b: FloatLane, _ pair: kernel_logits) -> FloatLane {
        let d = b - a
        let part = d - b
        let lost = (b - (d - part)) - (a + part)
        let scale = FloatLane(repeating: pair.scale)
        return lost.times(scale, plus: d.times(scale, plus: -pair.shift))
    }

    @inline(__always)
    static func exponent(_ x: FloatLane, _ pair: kernel_logits, plus n: FloatLane) -> FloatLane {
        x.times(FloatLane(repeating: pair.rate_low), plus: UnitRate.exponent(x, pair, plus: n))
    }
}

/// exp(x / temperature) times a power of two, and what finds numbers outside the range that this is right for.
@inline(__always)
func logitWeight<Rate: LogitRate>(
    _: Rate.Type, _ x: FloatLane, _ pair: kernel_logits
) -> (weight: FloatLane, exponents: FloatBits) {
    let x = float_at_least(FloatLane(repeating: pair.lowest), x)
    let shifted = x.times(FloatLane(repeating: pair.rate), plus: pair.rounding)
    let f = Rate.exponent(x, pair, plus: FloatLane(repeating: pair.rounding) - shifted)
    return (float_scale(powerOfTwo(f), shifted), float_bits(shifted))
}

/// Sums over pairs, of one register's lanes.
struct LogitSums {
    private(set) var weight = FloatLane(repeating: 0)
    private(set) var difference = FloatLane(repeating: 0)
    private(set) var term = FloatLane(repeating: 0)

    @inline(__always)
    mutating func add<Rate: LogitRate>(
        _: Rate.Type, _ a: FloatLane, _ b: FloatLane, _ pair: kernel_logits, _ range: inout LogitRange
    ) {
        let d = Rate.difference(a, b, pair)
        let (p, exponents) = logitWeight(Rate.self, a, pair)
        range.exponents = float_bits_or(range.exponents, exponents)
        range.magnitude = float_larger_magnitude(range.magnitude, d)
        weight = weight + p
        difference = p.times(d, plus: difference)
        term = p.times(SplitExponential(d).phi, plus: term)
    }
}

struct LogitRange {
    var exponents = FloatBits(repeating: 0)
    var magnitude = FloatBits(repeating: 0)
}

/// Sums of one register's lanes in doubles.
struct WideSums {
    private var low = NativeLane(repeating: 0)
    private var high = NativeLane(repeating: 0)

    @inline(__always)
    mutating func add(_ lane: FloatLane) {
        low = low + float_low_half(lane)
        high = high + float_high_half(lane)
    }

    /// Into lanes of sixteen.
    @inline(__always)
    func store(_ lanes: UnsafeMutablePointer<Double>, _ part: Int) {
        let place = UnsafeMutableRawPointer(lanes + part * floatWidth)
        place.storeBytes(of: low, as: NativeLane.self)
        place.storeBytes(of: high, toByteOffset: floatWidth / 2 * MemoryLayout<Double>.size, as: NativeLane.self)
    }
}

/// Sixteen doubles, summed in a fixed order.
struct SixteenLanes {
    private var low = Lane.zero
    private var high = Lane.zero

    @inline(__always)
    mutating func withPointer(_ body: (UnsafeMutablePointer<Double>) -> Void) {
        withUnsafeMutableBytes(of: &self) { body($0.baseAddress!.assumingMemoryBound(to: Double.self)) }
    }

    @inline(__always)
    var treeSum: Double { (low + high).treeSum }
}

/// Σ w, Σ w d and Σ w φ(d) over pairs of logits, with w = exp(a / T) 2^-exponent and d = (b - a) / T - shift.
@inline(__always)
func logitSums<Source: LogitSource, Rate: LogitRate>(
    _: Source.Type, _: Rate.Type, _ pair: kernel_logits, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int
) -> kernel_logit_sums {
    let (a, b) = (a.assumingMemoryBound(to: Source.Element.self), b.assumingMemoryBound(to: Source.Element.self))
    let whole = count - count % floatBlock
    var result = kernel_logit_sums()
    withPadding(Source.self, a + whole, b + whole, count - whole) { (aRest, bRest) -> Void in
        var range = LogitRange()
        for first in stride(from: 0, to: count, by: blockLength) {
            var (weight, difference, term) = (SixteenLanes(), SixteenLanes(), SixteenLanes())
            for part in 0..<floatParts {
                var (weights, differences, terms) = (WideSums(), WideSums(), WideSums())
                for start in stride(from: first, to: min(first + blockLength, count), by: floatBlock) {
                    let (a, b) = start < whole ? (a + start, b + start) : (aRest, bRest)
                    var sums = LogitSums()
                    for offset in stride(from: 0, to: floatBlock, by: 32) {
                        let (a0, a1) = Source.load(a + offset, part)
                        let (b0, b1) = Source.load(b + offset, part)
                        sums.add(Rate.self, a0, b0, pair, &range)
                        sums.add(Rate.self, a1, b1, pair, &range)
                    }
                    weights.add(sums.weight)
                    differences.add(sums.difference)
                    terms.add(sums.term)
                }
                weight.withPointer { weights.store($0, part) }
                difference.withPointer { differences.store($0, part) }
                term.withPointer { terms.store($0, part) }
            }
            result.weight += weight.treeSum
            result.difference += difference.treeSum
            result.term += term.treeSum
        }
        result.include(range)
    }
    return result
}

extension kernel_logit_sums {
    @inline(__always)
    fileprivate mutating func include(_ range: LogitRange) {
        exponents |= float_bits_union(range.exponents)
        magnitude = max(magnitude, float_bits_maximum(range.magnitude))
    }
}

/// The last numbers of two rows, filled up with ones of no weight and no difference.
@inline(__always)
private func withPadding<Source: LogitSource>(
    _: Source.Type, _ a: UnsafePointer<Source.Element>, _ b: UnsafePointer<Source.Element>, _ count: Int,
    _ body: (UnsafePointer<Source.Element>, UnsafePointer<Source.Element>) -> Void
) {
    var (aRest, bRest) = (Padding(), Padding())
    aRest.withPointer(Source.Element.self) { aRest in
        bRest.withPointer(Source.Element.self) { bRest in
            fill(aRest, a, count, Source.lowest)
            fill(bRest, b, count, Source.lowest)
            body(aRest, bRest)
        }
    }
}

@inline(never)
private func fill<Element>(
    _ block: UnsafeMutablePointer<Element>, _ numbers: UnsafePointer<Element>, _ count: Int, _ padding: Element
) {
    for index in 0..<floatBlock { block[index] = index < count ? numbers[index] : padding }
}

/// Room for a block of floats.
private struct Padding {
    private var values = InlineArray<8, SIMD16<Float>>(repeating: .zero)

    @inline(__always)
    mutating func withPointer<Element>(_: Element.Type, _ body: (UnsafeMutablePointer<Element>) -> Void) {
        withUnsafeMutableBytes(of: &self) { body($0.baseAddress!.assumingMemoryBound(to: Element.self)) }
    }
}
