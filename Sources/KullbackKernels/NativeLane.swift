import KullbackPlatform

/// As many lanes as fit a register of the instruction set. Loops that need many registers go through a block once per
/// register's worth of the eight lanes, from the first-level cache: code for wider vectors would run out of them.
typealias NativeLane = native_t
typealias NativeBits = native_bits_t

#if !KULLBACK_V4
    // Where eight lanes are a register, these are the operators of Lane.
    @inline(__always) func + (a: NativeLane, b: NativeLane) -> NativeLane { native_add(a, b) }
    @inline(__always) func - (a: NativeLane, b: NativeLane) -> NativeLane { native_subtract(a, b) }
    @inline(__always) func * (a: NativeLane, b: NativeLane) -> NativeLane { native_multiply(a, b) }
    @inline(__always) func / (a: NativeLane, b: NativeLane) -> NativeLane { native_divide(a, b) }

    @inline(__always) func + (a: NativeLane, b: Double) -> NativeLane { native_add(a, NativeLane(repeating: b)) }
    @inline(__always) func - (a: NativeLane, b: Double) -> NativeLane { native_subtract(a, NativeLane(repeating: b)) }
    @inline(__always) func * (a: NativeLane, b: Double) -> NativeLane { native_multiply(a, NativeLane(repeating: b)) }
    @inline(__always) func + (a: Double, b: NativeLane) -> NativeLane { native_add(NativeLane(repeating: a), b) }
    @inline(__always) func - (a: Double, b: NativeLane) -> NativeLane { native_subtract(NativeLane(repeating: a), b) }
    @inline(__always) func * (a: Double, b: NativeLane) -> NativeLane { native_multiply(NativeLane(repeating: a), b) }
    @inline(__always) func += (a: inout NativeLane, b: NativeLane) { a = a + b }
#endif

extension NativeLane {
    @inline(__always)
    static func load(native pointer: UnsafePointer<Double>) -> NativeLane {
        UnsafeRawPointer(pointer).loadUnaligned(as: NativeLane.self)
    }

    @inline(__always)
    var nativeBits: NativeBits { unsafeBitCast(self, to: NativeBits.self) }

    @inline(__always)
    init(nativeBits: NativeBits) { self = unsafeBitCast(nativeBits, to: NativeLane.self) }
}

// The eight lanes as parts of a register's width, and back.

#if KULLBACK_V4
    let partCount = 1
    typealias Parts<Value> = InlineArray<1, Value>

    @inline(__always)
    func native(_ lane: Lane, _ part: Int) -> NativeLane { lane }

    /// The sum of all lanes, in the order of `Lane.treeSum`.
    @inline(__always)
    func treeSum<Value>(_ parts: Parts<Value>, _ sum: (Value) -> NativeLane) -> Double { sum(parts[0]).treeSum }
#elseif KULLBACK_V3
    let partCount = 2
    typealias Parts<Value> = InlineArray<2, Value>

    @inline(__always)
    func native(_ lane: Lane, _ part: Int) -> NativeLane { part == 0 ? lane.lowHalf : lane.highHalf }

    @inline(__always)
    func treeSum<Value>(_ parts: Parts<Value>, _ sum: (Value) -> NativeLane) -> Double {
        let four = sum(parts[0]) + sum(parts[1])
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
#else
    let partCount = 4
    typealias Parts<Value> = InlineArray<4, Value>

    @inline(__always)
    func native(_ lane: Lane, _ part: Int) -> NativeLane {
        let half = part < 2 ? lane.lowHalf : lane.highHalf
        return part % 2 == 0 ? half.lowHalf : half.highHalf
    }

    @inline(__always)
    func treeSum<Value>(_ parts: Parts<Value>, _ sum: (Value) -> NativeLane) -> Double {
        let two = (sum(parts[0]) + sum(parts[2])) + (sum(parts[1]) + sum(parts[3]))
        return two[0] + two[1]
    }
#endif

/// Numbers of a narrower type as doubles. A block of floats is a page of memory, whose end is the end of what the
/// processor fetches ahead by itself: the next one is asked for here.
@inline(__always)
func widen<Element: BitwiseCopyable, Elements: SIMD & BitwiseCopyable>(
    _ from: UnsafePointer<Element>, _ count: Int, _ to: UnsafeMutablePointer<Double>,
    _ convert: (Elements) -> NativeLane
) where Elements.Scalar == Element {
    let width = NativeLane.scalarCount
    var offset = 0
    while offset + width <= count {
        lane_prefetch(from + offset + blockLength)
        let group = UnsafeRawPointer(from + offset).loadUnaligned(as: Elements.self)
        UnsafeMutableRawPointer(to + offset).storeBytes(of: convert(group), as: NativeLane.self)
        offset += width
    }
    while offset < count {
        to[offset] = convert(Elements(repeating: from[offset]))[0]
        offset += 1
    }
}

/// Doubles as numbers of a narrower type.
@inline(__always)
func narrow<Element: BitwiseCopyable, Elements: SIMD & BitwiseCopyable>(
    _ from: UnsafePointer<Double>, _ count: Int, _ to: UnsafeMutablePointer<Element>,
    _ convert: (NativeLane) -> Elements
) where Elements.Scalar == Element {
    let width = NativeLane.scalarCount
    var offset = 0
    while offset + width <= count {
        let group = convert(NativeLane.load(native: from + offset))
        UnsafeMutableRawPointer(to + offset).storeBytes(of: group, as: Elements.self)
        offset += width
    }
    while offset < count {
        to[offset] = convert(NativeLane(repeating: from[offset]))[0]
        offset += 1
    }
}
