import KullbackPlatform

/// The standard member's parameters stand in for q where its columns are missing.
@inline(__always)
private func loadParameter(
    _ column: UnsafePointer<Double>?, _ offset: Int, _ lanes: Int, standard: Double
) -> Lane {
    guard let column else { return Lane(repeating: standard) }
    return Lane.load(column + offset, count: lanes, padding: standard)
}

/// The sum of the divergences over a run, and what else is wanted of each. All of a group is read before any of its
/// results is written, so that these may take the place of the parameters.
@inline(__always)
func divergences<Terms: FamilyTerms>(
    _ terms: Terms.Type, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int,
    _ results: kernel_family_results
) -> kernel_total {
    var outside = LaneMask.none
    var sum = kernel_sum()
    var lanesSum = Lane.zero
    forEachGroup(count) { offset, lanes in
        let p0 = loadParameter(columns[0], offset, lanes, standard: Terms.standard.0)
        let p1 = loadParameter(columns[1], offset, lanes, standard: Terms.standard.1)
        let q0 = loadParameter(columns[2], offset, lanes, standard: Terms.standard.0)
        let q1 = loadParameter(columns[3], offset, lanes, standard: Terms.standard.1)
        outside =
            outside .| Terms.isInvalid(0, p0) .| Terms.isInvalid(1, p1) .| Terms.isInvalid(0, q0)
            .| Terms.isInvalid(1, q1)
        let terms = columns[2] == nil ? Terms((p0, p1)) : Terms((p0, p1), (q0, q1))
        let divergence = terms.divergence
        let atFloor = divergence .<= results.floor
        let value = select(atFloor, Lane(repeating: results.floor), divergence)
        // Padding compares the standard member with itself, and would count as the floor.
        lanesSum += lanes == 8 ? value : select(Lane(0, 1, 2, 3, 4, 5, 6, 7) .< Double(lanes), value, .zero)
        if let target = results.divergence { value.store(target + offset, count: lanes) }
        store(terms, atFloor, results, offset, lanes)
    } fold: {
        sum.add(lanesSum.treeSum)
        lanesSum = .zero
    }
    return kernel_total(total: sum, invalid: outside.isAnySet ? 1 : 0)
}

/// The gradients that are wanted of a group.
@inline(__always)
private func store<Terms: FamilyTerms>(
    _ terms: Terms, _ atFloor: LaneMask, _ results: kernel_family_results, _ offset: Int, _ lanes: Int
) {
    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Double>?, _ derivative: @autoclosure () -> Lane) {
        guard let target else { return }
        let value = derivative() * results.factor
        // NaN with one bit pattern, as everywhere.
        let canonical = select(value.isNaN, Lane(repeating: .nan), value)
        select(atFloor, .zero, canonical).store(target + offset, count: lanes)
    }
    store(results.gradients.0, terms.location)
    store(results.gradients.1, terms.spread.p)
    store(results.gradients.2, -terms.location)
    store(results.gradients.3, terms.spread.q)
}
