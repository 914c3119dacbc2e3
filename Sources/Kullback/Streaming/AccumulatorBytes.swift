#if !_endian(little)
    #error("The sums of an accumulator are little-endian doubles, read and written in place.")
#endif

/// Which of the two rows of a divergence. The raw values are those of the C header's `kullback_argument`.
public enum Side: Int32, Sendable, BitwiseCopyable {
    case p = 10
    case q = 20

    var argument: DivergenceError.Argument { self == .p ? .p : .q }
}

/// The bytes of an accumulator, every one of them checked: a header of five words, for each side the high parts of its
/// sums and then the low ones, and a checksum. `kullback/accumulator.h` documents the layout, which stays as it is for a
/// version.
package struct AccumulatorBytes {
    private let base: UnsafeMutableRawPointer
    package let bins: Int

    private static let magic: UInt64 = 0x004d_5543_4341_4c4b  // "KLACCUM", NUL
    private static let version: UInt64 = 1  // 32 bits; the other 32 are reserved

    private enum Field: Int {
        case magic, version, bins, pRows, qRows
        case sums
    }

    private static func words(bins: Int) -> Int { Field.sums.rawValue + 4 * bins + 1 }

    /// How many bytes, or nil for more bins than any memory has.
    package static func size(bins: Int) -> Int? {
        (0...largestCount).contains(bins) ? 8 * words(bins: bins) : nil
    }

    /// Makes an empty accumulator.
    package init(creatingAt base: UnsafeMutableRawPointer?, size: Int, bins: Int) throws(DivergenceError) {
        guard let expected = Self.size(bins: bins) else { throw DivergenceError(.count, .accumulator) }
        self.base = try Self.aligned(base)
        self.bins = bins
        guard size == expected else { throw DivergenceError(.shape, .accumulator) }
        self.base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        self[.magic] = Self.magic
        self[.version] = Self.version
        self[.bins] = UInt64(bins)
        seal()
    }

    /// Checks bytes, which may be constant as long as nothing is added to them.
    package init(_ base: UnsafeRawPointer?, size: Int) throws(DivergenceError) {
        self.base = try Self.aligned(UnsafeMutableRawPointer(mutating: base))
        let words = size / 8
        guard size >= 8 * Self.words(bins: 0) else { throw DivergenceError(.format, .accumulator) }
        bins = (words - Self.words(bins: 0)) / 4
        guard size == Self.size(bins: bins), self[.magic] == Self.magic, self[.version] == Self.version,
            self[.bins] == UInt64(bins), self[words - 1] == checksum
        else { throw DivergenceError(.format, .accumulator) }
    }

    private static func aligned(_ base: UnsafeMutableRawPointer?) throws(DivergenceError) -> UnsafeMutableRawPointer {
        guard let base else { throw DivergenceError(.nullPointer, .accumulator) }
        guard UInt(bitPattern: base) % 8 == 0 else { throw DivergenceError(.alignment, .accumulator) }
        return base
    }

    private subscript(word: Int) -> UInt64 {
        get { base.load(fromByteOffset: 8 * word, as: UInt64.self) }
        nonmutating set { base.storeBytes(of: newValue, toByteOffset: 8 * word, as: UInt64.self) }
    }

    private subscript(field: Field) -> UInt64 {
        get { self[field.rawValue] }
        nonmutating set { self[field.rawValue] = newValue }
    }

    private var checksum: UInt64 { xxh64(base, words: Self.words(bins: bins) - 1) }

    /// What every change ends with.
    func seal() { self[Self.words(bins: bins) - 1] = checksum }

    /// The word that says how many rows were added to a side.
    static func rowCountWord(_ side: Side) -> Int { (side == .p ? Field.pRows : .qRows).rawValue }

    func rowCount(_ side: Side) -> UInt64 { self[Self.rowCountWord(side)] }

    func addRowCount(_ rows: UInt64, _ side: Side) {
        // Wraps around for forged bytes only: nobody adds 2⁶⁴ rows.
        self[Self.rowCountWord(side)] &+= rows
    }

    /// The sums of a side, rounded.
    func high(_ side: Side) -> UnsafeMutablePointer<Double> {
        let word = Field.sums.rawValue + (side == .p ? 0 : 2 * bins)
        return (base + 8 * word).assumingMemoryBound(to: Double.self)
    }

    /// What the rounding of each left out.
    func low(_ side: Side) -> UnsafeMutablePointer<Double> { high(side) + bins }
}
