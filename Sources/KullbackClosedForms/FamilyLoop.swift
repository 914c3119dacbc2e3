import KullbackPlatform

/// What is asked for, as a function of eight pairs, if it exists.
func form(_ pair: kernel_family_pair) -> PairFunction? {
    guard let p = Family(rawValue: pair.p), let q = Family(rawValue: pair.q) else { return nil }
    let family = functions(of: p)
    switch pair.quantity {
    case kernel_family_kl: return divergence(p, q)
    case kernel_family_renyi: return p == q ? renyi(family, order: pair.order) : nil
    case kernel_family_entropy: return { p, _ in family.entropy(p) }
    case kernel_family_mean: return { p, _ in family.mean(p) }
    case kernel_family_variance: return { p, _ in family.variance(p) }
    case kernel_family_log_density: return { p, x in family.logDensity(p, x.first) }
    default: return nil
    }
}

/// The parameters of a group. Padding repeats the first of the group, which is as much in the domain as it is.
@inline(__always)
private func load(_ columns: UnsafePointer<UnsafePointer<Double>?>, _ offset: Int, _ lanes: Int) -> Parameters {
    func column(_ index: Int) -> Lane {
        guard let column = columns[index] else { return .zero }
        return Lane.load(column + offset, count: lanes, padding: column[offset])
    }
    return Parameters(first: column(0), second: column(1))
}

/// A bit for each parameter that is outside its domain somewhere.
@inline(__always)
func outsideOfDomain<Member: ParametricFamily>(
    _ family: Member.Type, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int
) -> Int32 {
    var (first, second) = (LaneMask.none, LaneMask.none)
    forEachGroup(count) { offset, lanes in
        let p = load(columns, offset, lanes)
        first = first .| Member.isOutside(0, p)
        if Member.parameterCount == 2 { second = second .| Member.isOutside(1, p) }
    } fold: {
    }
    return (first.isAnySet ? 1 : 0) | (second.isAnySet ? 2 : 0)
}

/// Where a loop over pairs reads and writes.
struct PairColumns {
    let columns: UnsafePointer<UnsafePointer<Double>?>
    let count: Int
    let values: UnsafeMutablePointer<Double>

    /// Calls `form` for each group. NaN in any parameter gives NaN, of one bit pattern; a sum of 0 has no sign. A divergence
    /// from itself is 0 by rule, for parameters too at which formulas overflow.
    @inline(__always)
    func evaluate(isDivergence: Bool, _ form: PairFunction) {
        let nan = Lane(repeating: .nan)
        let mayBeItself = isDivergence ? LaneMask(repeating: -1) : .none
        forEachGroup(count) { offset, lanes in
            let (p, q) = (load(columns, offset, lanes), load(columns + 2, offset, lanes))
            let isItself = mayBeItself .& (p.first .== q.first) .& (p.second .== q.second)
            let value = select(isItself, .zero, form(p, q))
            let isNaN = p.first.isNaN .| p.second.isNaN .| q.first.isNaN .| q.second.isNaN .| value.isNaN
            select(isNaN, nan, value + 0).store(values + offset, count: lanes)
        } fold: {
        }
    }
}

func values(
    _ pair: kernel_family_pair, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int,
    _ values: UnsafeMutablePointer<Double>
) {
    let pairs = PairColumns(columns: columns, count: count, values: values)
    if pair.quantity == kernel_family_kl, pair.p == pair.q, let family = Family(rawValue: pair.p) {
        return functions(of: family).divergences(pairs)
    }
    guard let form = form(pair) else { return }
    pairs.evaluate(isDivergence: pair.quantity == kernel_family_renyi, form)
}

func samples(
    _ family: Int32, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int, seed: UInt64, first: UInt64,
    _ values: UnsafeMutablePointer<Double>
) {
    guard let family = Family(rawValue: family) else { return }
    let draw = functions(of: family).sample
    for index in 0..<count {
        var random = RandomStream(seed: seed, stream: first &+ UInt64(index))
        let (p0, p1) = (columns[0]?[index] ?? .nan, columns[1]?[index] ?? 0)
        values[index] = p0.isNaN || p1.isNaN ? .nan : draw((p0, p1), &random)
    }
}
