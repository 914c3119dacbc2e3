import KullbackPlatform

/// Sums a generator's terms over one run of two rows.
func divergence<Element: KernelElement, Source: PairSource, G: Generator>(
    _ generator: G.Type, _ source: Source, _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums {
    var sums = kernel_divergence_sums()
    var term = Lane.zero
    var mass = Lane.zero
    var difference = Lane.zero
    var invalid = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let x = lanes == 8 ? Element.load(p + offset) : Element.load(p + offset, count: lanes, padding: Source.zero)
        let y = lanes == 8 ? Element.load(q + offset) : Element.load(q + offset, count: lanes, padding: Source.zero)
        invalid = invalid .| Source.isInvalid(x) .| Source.isInvalid(y)
        let group = limits(generator, source, x, y)
        term += group.term
        mass += group.p
        difference += group.difference
    } fold: {
        sums.term.add(term.treeSum)
        sums.p.add(mass.treeSum)
        sums.difference.add(difference.treeSum)
        term = .zero
        mass = .zero
        difference = .zero
    }
    sums.invalid = invalid.isAnySet ? 1 : 0
    return sums
}

/// A positive number times a limit: infinite also where the number itself is too small for a double.
@inline(__always)
private func times(_ x: Lane, _ limit: Double) -> Lane {
    limit.isFinite ? x * limit : select(x.isNaN, x, Lane(repeating: limit))
}

/// A group's terms, with their limits where p or q is zero: q f(0), p f'(inf), and 0 where both are.
@inline(__always)
private func limits<Source: PairSource, G: Generator>(
    _ generator: G.Type, _ source: Source, _ x: Lane, _ y: Lane
) -> (term: Lane, p: Lane, difference: Lane) {
    let noP = x .== Source.zero
    let noQ = y .== Source.zero
    let single = noP .| noQ
    // A zero is paired with a copy of the other number, so that all of the pair but that side is finite.
    let pair = source.pair(select(noP, y, x), select(noQ, x, y))
    let p = select(noP, .zero, pair.p)
    let q = select(noQ, .zero, pair.q)
    let limit = select(noP, times(q, G.atZero), times(p, G.atInfinity))
    // Both zero, or too small for a double.
    let vanished = (p .== 0) .& (q .== 0) .& (x .> Source.zero) .& (y .> Source.zero)
    let neither = (noP .& noQ) .| vanished
    let term = select(neither, .zero, select(single, limit, G.term(pair)))
    return (term, select(neither, .zero, p), select(neither, .zero, select(single, p - q, pair.difference)))
}
