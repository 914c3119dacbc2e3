/// A family whose members are such distributions.
protocol GammaPowerFamily: ParametricFamily {
    static func gammaPower(_ p: Parameters) -> GammaPower
}

extension GammaPowerFamily {
    static var support: Support { .positive }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notPositive(parameter == 0 ? p.first : p.second)
    }
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { gammaPower(p).divergence(from: gammaPower(q)) }
    static func divergence(to q: Family) -> PairFunction? { divergenceOfGammaPower(to: q) }
    static func entropy(_ p: Parameters) -> Lane { gammaPower(p).entropy }
    static func mean(_ p: Parameters) -> Lane { gammaPower(p).mean }
    static func variance(_ p: Parameters) -> Lane { gammaPower(p).variance }
    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane { gammaPower(p).logDensity(x) }

    static func divergenceOfGammaPower(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in gammaPower(p).divergence(from: target(q)) } }
        if q == .logNormal { return { p, q in gammaPower(p).divergence(fromLogNormal: q) } }
        return divergenceByMoments(to: q)
    }
}
