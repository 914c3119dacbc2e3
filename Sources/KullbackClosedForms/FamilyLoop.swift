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

/// Up to four columns of numbers: the parameters of p and those of q, or a point. What a family lacks is nil.
typealias Columns = UnsafePointer<UnsafePointer<Double>?>

@inline(__always)
private func load(_ columns: Columns, _ offset: Int) -> Parameters {
    func column(_ index: Int) -> Lane { columns[index].map { Lane.load($0 + offset) } ?? .zero }
    return Parameters(first: column(0), second: column(1))
}

/// Calls `body` for as many elements as make whole groups of eight, and for the last ones, filled up to a group with the
/// first of them, which is as much in the domain as it is.
@inline(__always)
private func inGroups(
    _ count: Int, _ columns: Columns, _ used: Int, _ body: (Columns, _ offset: Int, _ count: Int) -> Void
) {
    let whole = count & ~7
    if whole > 0 { body(columns, 0, whole) }
    if whole == count { return }
    withTail(columns, used, whole, count - whole) { body($0, whole, 8) }
}

@inline(never)
private func withTail(_ columns: Columns, _ used: Int, _ offset: Int, _ lanes: Int, _ body: (Columns) -> Void) {
    var groups: [4 of Lane] = [.zero, .zero, .zero, .zero]
    for index in 0..<used {
        guard let column = columns[index] else { continue }
        groups[index] = Lane.load(column + offset, count: lanes, padding: column[offset])
    }
    groups.span.withUnsafeBufferPointer { groups in
        groups.baseAddress!.withMemoryRebound(to: Double.self, capacity: 32) { first in
            let pointers: [4 of UnsafePointer<Double>?] = [first, first + 8, first + 16, first + 24]
            pointers.span.withUnsafeBufferPointer { body($0.baseAddress!) }
        }
    }
}

/// A bit for each parameter that is outside its domain somewhere.
@inline(__always)
func outsideOfDomain<Member: ParametricFamily>(_ family: Member.Type, _ columns: Columns, _ count: Int) -> Int32 {
    var (first, second) = (LaneMask.none, LaneMask.none)
    inGroups(count, columns, Member.parameterCount) { columns, _, count in
        let (x, y) = (columns[0].unsafelyUnwrapped, (columns[1] ?? columns[0]).unsafelyUnwrapped)
        // Not the outer ones, which are in memory.
        var (isFirst, isSecond) = (first, second)
        for offset in stride(from: 0, to: count, by: 8) {
            let p = Parameters(first: Lane.load(x + offset), second: Lane.load(y + offset))
            isFirst = isFirst .| Member.isOutside(0, p)
            if Member.parameterCount == 2 { isSecond = isSecond .| Member.isOutside(1, p) }
        }
        (first, second) = (isFirst, isSecond)
    }
    return (first.isAnySet ? 1 : 0) | (second.isAnySet ? 2 : 0)
}

/// What is known of values, whatever rounding did to them.
enum ValueRule {
    case any
    /// Not negative.
    case divergence
    /// And 0 of a member from itself, for parameters too at which formulas overflow.
    case divergenceWithin
}

/// Where a loop over pairs reads and writes.
struct PairColumns {
    let columns: Columns
    let count: Int
    let values: UnsafeMutablePointer<Double>

    /// Calls `form` for each group. NaN in any parameter gives NaN, of one bit pattern; a sum of 0 has no sign.
    @inline(__always)
    func evaluate(_ rule: ValueRule, _ form: PairFunction) {
        let nan = Lane(repeating: .nan)
        let mayBeItself = rule == .divergenceWithin ? LaneMask(repeating: -1) : .none
        let least = Lane(repeating: rule == .any ? -.infinity : 0)
        for offset in stride(from: 0, to: count, by: 8) {
            let (p, q) = (load(columns, offset), load(columns + 2, offset))
            let isItself = mayBeItself .& (p.first .== q.first) .& (p.second .== q.second)
            let form = form(p, q)
            let value = select(isItself .| (form .< least), least, form)
            let isNaN = p.isNaN .| q.isNaN .| form.isNaN
            UnsafeMutableRawPointer(values + offset).storeBytes(of: select(isNaN, nan, value + 0), as: Lane.self)
        }
    }
}

func values(
    _ pair: kernel_family_pair, _ columns: Columns, _ count: Int, _ values: UnsafeMutablePointer<Double>
) {
    guard let evaluate = loop(pair) else { return }
    inGroups(count, columns, 4) { columns, offset, size in
        if offset + size <= count {
            return evaluate(PairColumns(columns: columns, count: size, values: values + offset))
        }
        var last = Lane.zero
        withUnsafeMutablePointer(to: &last) { last in
            last.withMemoryRebound(to: Double.self, capacity: 8) {
                evaluate(PairColumns(columns: columns, count: 8, values: $0))
            }
        }
        last.store(values + offset, count: count - offset)
    }
}

/// What computes the values of whole groups, if they exist.
private func loop(_ pair: kernel_family_pair) -> ((PairColumns) -> Void)? {
    if pair.quantity == kernel_family_kl, pair.p == pair.q, let family = Family(rawValue: pair.p) {
        return functions(of: family).divergences
    }
    let rule: ValueRule =
        switch pair.quantity {
        case kernel_family_kl: .divergence
        case kernel_family_renyi: .divergenceWithin
        default: .any
        }
    return form(pair).map { form in { $0.evaluate(rule, form) } }
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
