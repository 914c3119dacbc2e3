/// XXH64 with seed 0 (Collet 2012), of at least four 64-bit words.
///
/// An accumulator is checked before and sealed after every change, so its checksum is most of the cost of adding a
/// single row. FNV-1a, and CRC-32C without special instructions, take four cycles or more for each byte; this takes
/// less than one on any processor, has 64 bits and, like them, exists in every language.
func xxh64(_ bytes: UnsafeRawPointer, words count: Int) -> UInt64 {
    func word(_ index: Int) -> UInt64 { bytes.load(fromByteOffset: 8 * index, as: UInt64.self) }
    var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (prime1 &+ prime2, prime2, 0, 0 &- prime1)
    var index = 0
    while index + 4 <= count {
        a = round(a, word(index))
        b = round(b, word(index + 1))
        c = round(c, word(index + 2))
        d = round(d, word(index + 3))
        index += 4
    }
    var hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
    hash = (hash ^ round(0, a)) &* prime1 &+ prime4
    hash = (hash ^ round(0, b)) &* prime1 &+ prime4
    hash = (hash ^ round(0, c)) &* prime1 &+ prime4
    hash = (hash ^ round(0, d)) &* prime1 &+ prime4
    hash &+= UInt64(truncatingIfNeeded: count) &* 8
    while index < count {
        hash = rotate(hash ^ round(0, word(index)), 27) &* prime1 &+ prime4
        index += 1
    }
    hash = (hash ^ hash &>> 33) &* prime2
    hash = (hash ^ hash &>> 29) &* prime3
    return hash ^ hash &>> 32
}

private let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
private let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
private let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
private let prime3: UInt64 = 0x1656_67b1_9e37_79f9

@inline(__always)
private func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { x &<< count | x &>> (64 - count) }

@inline(__always)
private func round(_ lane: UInt64, _ word: UInt64) -> UInt64 { rotate(lane &+ word &* prime2, 31) &* prime1 }
