import KullbackPlatform

/// Elements of one row that a thread takes at a time. Sums are merged chunk by chunk, from the first to the
/// last, also on one thread: the grouping, and so every bit, is the same for any number of threads.
let chunkLength = 16 * Int(kernel_block_length)

/// Merges the kernel's results over a row of `count` elements.
///
/// `direct` says whether the kernel may be given a whole chunk; otherwise it gets single blocks, which
/// makes the same sums.
@inline(__always)
func reduce<Sums: RunSums>(
    _ count: Int, threads: Int, direct: Bool, _ kernel: (Range<Int>) -> Sums
) -> Sums {
    if count <= (direct ? chunkLength : Int(kernel_block_length)) { return kernel(0..<count) }
    return reduceChunks(count, threads: threads, step: direct ? chunkLength : Int(kernel_block_length), kernel)
}

/// The same for a kernel that takes single blocks only.
func reduceBlocks<Sums: RunSums>(_ count: Int, threads: Int, _ kernel: (Range<Int>) -> Sums) -> Sums {
    reduce(count, threads: threads, direct: false, kernel)
}

@inline(never)
private func reduceChunks<Sums: RunSums>(
    _ count: Int, threads: Int, step: Int, _ kernel: (Range<Int>) -> Sums
) -> Sums {
    let chunks = (count + chunkLength - 1) / chunkLength
    func chunk(_ index: Int) -> Sums {
        let start = index * chunkLength
        return fold(start..<min(start + chunkLength, count), step: step, kernel)
    }
    if threads > 1, chunks > 1, let parts = allocate(Sums.self, chunks) {
        defer { platform_free(parts) }
        parallel(chunks, threads: threads) { (parts + $0).initialize(to: chunk($0)) }
        return fold(0..<chunks, step: 1) { parts[$0.lowerBound] }
    }
    return fold(0..<chunks, step: 1) { chunk($0.lowerBound) }
}

private func fold<Sums: RunSums>(_ range: Range<Int>, step: Int, _ part: (Range<Int>) -> Sums) -> Sums {
    var start = min(range.lowerBound + step, range.upperBound)
    var sums = part(range.lowerBound..<start)
    while start < range.upperBound {
        let end = min(start + step, range.upperBound)
        sums.merge(part(start..<end))
        start = end
    }
    return sums
}
