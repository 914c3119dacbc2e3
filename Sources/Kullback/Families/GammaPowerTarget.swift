extension GammaPower {
    /// D(p ‖ self) of any p, with Y = (X / c)^k, from log E Y, E log Y and the entropy of log X:
    ///
    ///     a φ(t) + a (log E Y - E log Y) + G(a) - (entropy + log |k|),   t = log(E Y / a),
    ///
    /// infinite where E Y is. Absolute, not relative, error of 1e-15 where p is nearly of the same family.
    @inline(never)
    func divergence(ofLogMean logMean: Lane, meanLog: Lane, entropy: Lane) -> Lane {
        let rest = logGammaExcess(shape) - (entropy + logarithm(power.magnitude))
        let value = shape * (exponentialExcess(logMean - logarithm(shape)) + (logMean - meanLog)) + rest
        return select(logMean .== .infinity, .infinite, value)
    }
}
