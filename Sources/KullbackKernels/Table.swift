import KullbackPlatform

#if KULLBACK_V4
    @c public func kullback_kernels_v4(_ table: UnsafeMutablePointer<kernel_functions>) { fill(table) }
#elseif KULLBACK_V3
    @c public func kullback_kernels_v3(_ table: UnsafeMutablePointer<kernel_functions>) { fill(table) }
#else
    @c public func kullback_kernels_baseline(_ table: UnsafeMutablePointer<kernel_functions>) { fill(table) }
#endif

private func fill(_ table: UnsafeMutablePointer<kernel_functions>) {
    table.pointee = kernel_functions(
        widen: { widen($0, $1!, $2, $3!) },
        narrow: { narrow($0, $1!, $2, $3!) },
        logarithms: { logarithms($0!, $1) },
        divergence: { divergence($0!.pointee, $1, $2!, $3!, $4) },
        expanded: { expandedDivergence($0!, $1!, $2!, $3, $4, $5) },
        expanded_total: { expandedTotal($0!, $1) },
        accumulate: { accumulate($0!, $1, $2, $3, $4!, $5!) },
        terms: { terms($0!.pointee, $1!.pointee, $2!, $3!, $4, $5!) },
        gradient: { gradient($0!.pointee, $1!, $2!, $3, $4, $5) },
        exponent_maximum: { exponentMaximum($0!.pointee, $1!, $2!, $3, $4, $5) },
        entropy: { entropy($0!.pointee, $1!, $2) },
        total: { total($0!, $1, $2) },
        maximum: { maximum($0!, $1) },
        tempered: { tempered($0!, $1, $2, $3) },
        family: { family($0, $1!, $2, $3!) },
        variational: { variational($0!, $1!, $2, $3, $4, $5) },
        logit_sums: { logitSums($0!.pointee, $1, $2!, $3!, $4) },
        logit_gradient: { logitGradient($0!.pointee, $1, $2, $3!, $4!, $5, $6, $7!, $8 != 0) },
        widen_floats: { widen($0, $1!, $2, $3!) },
        narrow_floats: { narrow($0, $1!, $2, $3!, $4 != 0) },
        moments: { moments($0, $1!, $2, $3) },
        estimates: { estimates($0, ($1!, $2!), $3, $4!, $5) })
}

// From the enumerators of the C table to specialised loops.

@inline(__always)
private func widen(
    _ type: kernel_type, _ from: UnsafeRawPointer, _ count: Int, _ to: UnsafeMutablePointer<Double>
) {
    switch type {
    case kernel_f16: widen(from.assumingMemoryBound(to: UInt16.self), count, to, native_widen_f16)
    case kernel_bf16: widen(from.assumingMemoryBound(to: UInt16.self), count, to, native_widen_bf16)
    default: widen(from.assumingMemoryBound(to: Float.self), count, to, native_widen)
    }
}

@inline(__always)
private func narrow(
    _ type: kernel_type, _ from: UnsafePointer<Double>, _ count: Int, _ to: UnsafeMutableRawPointer
) {
    switch type {
    case kernel_f16: narrow(from, count, to.assumingMemoryBound(to: UInt16.self), native_narrow_f16)
    case kernel_bf16: narrow(from, count, to.assumingMemoryBound(to: UInt16.self), native_narrow_bf16)
    default: narrow(from, count, to.assumingMemoryBound(to: Float.self), native_narrow)
    }
}

@inline(__always)
private func exponentMaximum(
    _ source: kernel_source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int, _ pRate: Double,
    _ ratioRate: Double
) -> kernel_maximum {
    switch source.space {
    case kernel_scaled_weights: exponentMaximum(Weights<WithPowers>(source.weights), p, q, count, pRate, ratioRate)
    case kernel_scaled_logarithms:
        exponentMaximum(Logarithms<WithPowers>(source.logarithms), p, q, count, pRate, ratioRate)
    default: exponentMaximum(Probabilities<WithPowers>(), p, q, count, pRate, ratioRate)
    }
}

@inline(__always)
private func entropy(
    _ source: kernel_entropy_source, _ p: UnsafePointer<Double>, _ count: Int
) -> kernel_entropy_sums {
    switch (source.is_logarithms == 0, source.order_excess == 0) {
    case (true, true): entropy(EntropyOfWeights<WithoutPowers>(source), p, count)
    case (true, false): entropy(EntropyOfWeights<WithPowers>(source), p, count)
    case (false, true): entropy(EntropyOfLogarithms<WithoutPowers>(source), p, count)
    case (false, false): entropy(EntropyOfLogarithms<WithPowers>(source), p, count)
    }
}

@inline(__always)
private func family(
    _ family: kernel_family, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int,
    _ results: UnsafePointer<kernel_family_results>
) -> kernel_total {
    family == kernel_normal
        ? divergences(NormalTerms.self, columns, count, results.pointee)
        : divergences(LogVarianceTerms.self, columns, count, results.pointee)
}

private func logitSums(
    _ pair: kernel_logits, _ type: kernel_type, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int
) -> kernel_logit_sums {
    switch (type == kernel_bf16, pair.scale == 1 && pair.shift == 0) {
    case (false, true): logitSums(FloatLogits.self, UnitRate.self, pair, a, b, count)
    case (false, false): logitSums(FloatLogits.self, AnyRate.self, pair, a, b, count)
    case (true, true): logitSums(BFloat16Logits.self, UnitRate.self, pair, a, b, count)
    case (true, false): logitSums(BFloat16Logits.self, AnyRate.self, pair, a, b, count)
    }
}

@inline(__always)
private func moments(
    _ estimator: kernel_estimator, _ logRatio: UnsafePointer<Double>, _ count: Int, _ scale: Double
) -> kernel_moments {
    switch estimator {
    case kernel_k1: moments(K1.self, logRatio, count, scale)
    case kernel_k2: moments(K2.self, logRatio, count, scale)
    default: moments(K3.self, logRatio, count, scale)
    }
}

@inline(__always)
private func estimates(
    _ estimator: kernel_estimator, _ logarithms: (UnsafePointer<Double>, UnsafePointer<Double>), _ count: Int,
    _ values: UnsafeMutablePointer<Double>, _ derivatives: UnsafeMutablePointer<Double>?
) {
    switch estimator {
    case kernel_k1: estimates(K1.self, logarithms, count, values, derivatives)
    case kernel_k2: estimates(K2.self, logarithms, count, values, derivatives)
    default: estimates(K3.self, logarithms, count, values, derivatives)
    }
}
