import KullbackPlatform

#if KULLBACK_V4
    @c public func kullback_kernels_v4(_ table: UnsafeMutablePointer<kernel_table>) { fill(table) }
#elseif KULLBACK_V3
    @c public func kullback_kernels_v3(_ table: UnsafeMutablePointer<kernel_table>) { fill(table) }
#else
    @c public func kullback_kernels_baseline(_ table: UnsafeMutablePointer<kernel_table>) { fill(table) }
#endif

private func fill(_ table: UnsafeMutablePointer<kernel_table>) {
    table.pointee.f64 = kernel_functions(
        divergence: { divergence(of: Double.self, $0, $1, $2, $3) },
        weighted_divergence: { weightedDivergence(of: Double.self, $0, $1, $2, $3, $4) },
        log_divergence: { logDivergence(of: Double.self, $0, $1, $2, $3, $4) },
        entropy: { entropy(EntropyOfWeights(scale: ExponentScale($2)), run(Double.self, $0), $1) },
        log_entropy: { entropy(EntropyOfLogarithms(shift: $2, rate: $3), run(Double.self, $0), $1) },
        total: { total(run(Double.self, $0), $1, $2) },
        maximum: { maximum(run(Double.self, $0), $1) },
        family: { elementwise(of: Double.self, $0, $1, $2, $3) },
        family_total: { familyTotal(of: Double.self, $0, $1, $2) },
        moments: { moments(of: Double.self, $0, $1, $2, $3) })
    table.pointee.f32 = kernel_functions(
        divergence: { divergence(of: Float.self, $0, $1, $2, $3) },
        weighted_divergence: { weightedDivergence(of: Float.self, $0, $1, $2, $3, $4) },
        log_divergence: { logDivergence(of: Float.self, $0, $1, $2, $3, $4) },
        entropy: { entropy(EntropyOfWeights(scale: ExponentScale($2)), run(Float.self, $0), $1) },
        log_entropy: { entropy(EntropyOfLogarithms(shift: $2, rate: $3), run(Float.self, $0), $1) },
        total: { total(run(Float.self, $0), $1, $2) },
        maximum: { maximum(run(Float.self, $0), $1) },
        family: { elementwise(of: Float.self, $0, $1, $2, $3) },
        family_total: { familyTotal(of: Float.self, $0, $1, $2) },
        moments: { moments(of: Float.self, $0, $1, $2, $3) })
}

// From the untyped pointers and enumerators of the C table to specialised loops.

private typealias Untyped = UnsafeRawPointer

@inline(__always)
private func run<Element>(_ type: Element.Type, _ pointer: Untyped!) -> UnsafePointer<Element> {
    pointer.assumingMemoryBound(to: Element.self)
}

@inline(__always)
private func select<Source: PairSource, Element: KernelElement>(
    _ generator: kernel_generator, _ source: Source, _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>,
    _ count: Int
) -> kernel_divergence_sums {
    switch generator {
    case kernel_kl: divergence(KLGenerator.self, source, p, q, count)
    case kernel_jeffreys: divergence(JeffreysGenerator.self, source, p, q, count)
    default: divergence(JensenShannonGenerator.self, source, p, q, count)
    }
}

@inline(__always)
private func divergence<Element: KernelElement>(
    of type: Element.Type, _ generator: kernel_generator, _ p: Untyped!, _ q: Untyped!, _ count: Int
) -> kernel_divergence_sums {
    generator == kernel_kl
        ? klDivergence(run(type, p), run(type, q), count)
        : select(generator, Probabilities(), run(type, p), run(type, q), count)
}

@inline(__always)
private func weightedDivergence<Element: KernelElement>(
    of type: Element.Type, _ generator: kernel_generator, _ p: Untyped!, _ q: Untyped!, _ count: Int,
    _ weights: kernel_weights
) -> kernel_divergence_sums {
    select(generator, Weights(weights), run(type, p), run(type, q), count)
}

@inline(__always)
private func logDivergence<Element: KernelElement>(
    of type: Element.Type, _ generator: kernel_generator, _ a: Untyped!, _ b: Untyped!, _ count: Int,
    _ logarithms: kernel_logarithms
) -> kernel_divergence_sums {
    select(generator, Logarithms(logarithms), run(type, a), run(type, b), count)
}

@inline(__always)
private func elementwise<Element: KernelElement>(
    of type: Element.Type, _ family: kernel_family, _ columns: UnsafePointer<Untyped?>!, _ count: Int,
    _ result: UnsafeMutablePointer<Double>!
) -> Int32 {
    family == kernel_normal
        ? elementwise(NormalFamily.self, type, columns, count, result)
        : elementwise(NormalLogVarianceFamily.self, type, columns, count, result)
}

@inline(__always)
private func familyTotal<Element: KernelElement>(
    of type: Element.Type, _ family: kernel_family, _ columns: UnsafePointer<Untyped?>!, _ count: Int
) -> kernel_total {
    family == kernel_normal
        ? familyTotal(NormalFamily.self, type, columns, count)
        : familyTotal(NormalLogVarianceFamily.self, type, columns, count)
}

@inline(__always)
private func moments<Element: KernelElement>(
    of type: Element.Type, _ estimator: kernel_estimator, _ logRatio: Untyped!, _ count: Int, _ scale: Double
) -> kernel_moments {
    switch estimator {
    case kernel_k1: moments(K1.self, run(type, logRatio), count, scale)
    case kernel_k2: moments(K2.self, run(type, logRatio), count, scale)
    default: moments(K3.self, run(type, logRatio), count, scale)
    }
}
