import KullbackPlatform

// The loop for whatever the two rows hold: zeros, subnormal numbers, weights, logarithms. It has two stages, so that
// each source of pairs and each generator is compiled once, and not each combination: some groups of pairs are made
// and kept in the first-level cache, and then the generator's terms of all of them.

private let stageGroups = 8

/// A pair, and in which lanes p or q is zero. There `term` finds numbers without meaning, and limits take its place.
struct CheckedPair {
    var pair: Pair
    var noP: LaneMask
    var noQ: LaneMask
}

/// Pairs on their way from a source to a generator, and its terms. In memory of the caller's, reached by pointer: arrays
/// as members would be copied whenever an element is written.
struct Stage {
    let pairs: UnsafeMutablePointer<CheckedPair>
    let terms: UnsafeMutablePointer<Lane>
    private(set) var groups = 0
    private var invalid = LaneMask.none

    fileprivate init(_ pairs: UnsafeMutableRawPointer, _ terms: UnsafeMutableRawPointer) {
        self.pairs = pairs.assumingMemoryBound(to: CheckedPair.self)
        self.terms = terms.assumingMemoryBound(to: Lane.self)
    }

    var isInvalid: Bool { invalid.isAnySet }

    /// The most pairs that are made at a time.
    static var length: Int { 8 * stageGroups }

    /// Reads pairs. A zero is paired with a copy of the other number, so that all of the pair but that side is finite.
    @inline(__always)
    mutating func fill<Source: PairSource>(
        _ source: Source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int
    ) {
        groups = (count + 7) / 8
        for group in 0..<groups {
            let offset = 8 * group
            let lanes = min(8, count - offset)
            let x = Lane.load(p + offset, count: lanes, padding: Source.zero)
            let y = Lane.load(q + offset, count: lanes, padding: Source.zero)
            invalid = invalid .| Source.isInvalid(x) .| Source.isInvalid(y)
            let (noP, noQ) = (x .== Source.zero, y .== Source.zero)
            pairs[group] = checked(source.pair(select(noP, y, x), select(noQ, x, y)), noP, noQ)
        }
    }

    /// The generator's terms, with their limits where p or q is zero: q f(0), p f'(inf), and 0 where both are.
    @inline(__always)
    mutating func evaluate<G: Generator>(_ generator: G) {
        let (atZero, atInfinity) = (generator.atZero, generator.atInfinity)
        for group in 0..<groups {
            let checked = pairs[group]
            let (pair, noP, noQ) = (checked.pair, checked.noP, checked.noQ)
            let limit = select(noP, times(pair.q, atZero), times(pair.p, atInfinity))
            let term = select(noP .| noQ, limit, generator.term(pair))
            terms[group] = select(noP .& noQ, .zero, term)
        }
    }

    /// Adds the groups' terms to the sums, lane by lane.
    @inline(__always)
    fileprivate func add(to sums: inout DivergenceLanes) {
        for group in 0..<groups {
            sums.term += terms[group]
            sums.mass += pairs[group].pair.p
            sums.difference += pairs[group].pair.difference
        }
    }
}

struct DivergenceLanes {
    var term = Lane.zero
    var mass = Lane.zero
    var difference = Lane.zero
}

/// The pair with zeros where there is no probability. Both are missing where both are too small for a double, too.
@inline(__always)
private func checked(_ pair: Pair, _ noP: LaneMask, _ noQ: LaneMask) -> CheckedPair {
    var pair = pair
    let single = noP .| noQ
    pair.p = select(noP, .zero, pair.p)
    pair.q = select(noQ, .zero, pair.q)
    pair.difference = select(single, pair.p - pair.q, pair.difference)
    let vanished = select(single, .none, (pair.p .== 0) .& (pair.q .== 0))
    return CheckedPair(pair: pair, noP: noP .| vanished, noQ: noQ .| vanished)
}

/// A positive number times a limit: infinite also where the number itself is too small for a double.
@inline(__always)
private func times(_ x: Lane, _ limit: Double) -> Lane {
    limit.isFinite ? x * limit : select(x.isNaN, x, Lane(repeating: limit))
}

/// The sums over a run of at most one block.
func carefulBlock(
    _ generator: kernel_generator, _ source: kernel_source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>,
    _ count: Int
) -> kernel_divergence_sums {
    var lanes = DivergenceLanes()
    let invalid = forEachStage(withPowers: generator.needsPowers, source, p, q, count) { stage, _ in
        evaluate(&stage, generator)
        stage.add(to: &lanes)
    }
    return kernel_divergence_sums(
        term: kernel_sum(high: lanes.term.treeSum, low: 0), p: kernel_sum(high: lanes.mass.treeSum, low: 0),
        difference: kernel_sum(high: lanes.difference.treeSum, low: 0), invalid: invalid ? 1 : 0)
}

/// The terms themselves.
func terms(
    _ generator: kernel_generator, _ source: kernel_source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>,
    _ count: Int, _ result: UnsafeMutablePointer<Double>
) {
    _ = forEachStage(withPowers: generator.needsPowers, source, p, q, count) { stage, start in
        evaluate(&stage, generator)
        for group in 0..<stage.groups {
            let offset = start + 8 * group
            stage.terms[group].store(result + offset, count: min(8, count - offset))
        }
    }
}

/// Calls `use` with each stage and where it starts; returns whether an element is outside the domain.
@inline(__always)
func forEachStage(
    withPowers: Bool, _ source: kernel_source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>,
    _ count: Int, _ use: (inout Stage, Int) -> Void
) -> Bool {
    let none = Pair(p: .zero, q: .zero, difference: .zero, logRatio: .zero, s: .zero, w: .zero, near: .none)
    var pairs = InlineArray<8, CheckedPair>(repeating: CheckedPair(pair: none, noP: .none, noQ: .none))
    var terms = InlineArray<8, Lane>(repeating: .zero)
    return withUnsafeMutablePointer(to: &pairs) { pairs in
        withUnsafeMutablePointer(to: &terms) { terms in
            var stage = Stage(pairs, terms)
            for start in stride(from: 0, to: count, by: Stage.length) {
                let length = min(Stage.length, count - start)
                if withPowers {
                    fill(&stage, WithPowers.self, source, p + start, q + start, length)
                } else {
                    fill(&stage, WithoutPowers.self, source, p + start, q + start, length)
                }
                use(&stage, start)
            }
            return stage.isInvalid
        }
    }
}

/// Reads pairs from a source, with as much detail as a generator wants.
@inline(never)
private func fill<Detail: PairDetail>(
    _ stage: inout Stage, _ detail: Detail.Type, _ source: kernel_source, _ p: UnsafePointer<Double>,
    _ q: UnsafePointer<Double>, _ count: Int
) {
    switch source.space {
    case kernel_scaled_weights: stage.fill(Weights<Detail>(source.weights), p, q, count)
    case kernel_scaled_logarithms: stage.fill(Logarithms<Detail>(source.logarithms), p, q, count)
    default: stage.fill(Probabilities<Detail>(), p, q, count)
    }
}

extension kernel_generator {
    fileprivate var needsPowers: Bool {
        kind == kernel_power || kind == kernel_chi_squared || kind == kernel_affinity
    }
}

@inline(never)
private func evaluate(_ stage: inout Stage, _ generator: kernel_generator) {
    let parameter = generator.parameter
    switch generator.kind {
    case kernel_kl: stage.evaluate(KLGenerator())
    case kernel_jeffreys: stage.evaluate(JeffreysGenerator())
    case kernel_skew_kl: stage.evaluate(SkewGenerator(weight: parameter, other: -generator.excess))
    case kernel_jensen_shannon: stage.evaluate(JensenShannonGenerator(weight: parameter))
    case kernel_absolute: stage.evaluate(AbsoluteGenerator())
    case kernel_chi_squared: stage.evaluate(ChiSquaredGenerator())
    case kernel_squared_hellinger: stage.evaluate(SquaredHellingerGenerator())
    case kernel_triangular: stage.evaluate(TriangularGenerator())
    case kernel_power: stage.evaluate(PowerGenerator(order: parameter, excess: generator.excess))
    case kernel_affinity: stage.evaluate(AffinityGenerator(shift: generator.shift, excess: generator.excess))
    default: stage.evaluate(MissingGenerator())
    }
}
