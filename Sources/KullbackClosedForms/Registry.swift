/// What is known of a family.
func functions(of family: Family) -> FamilyFunctions {
    switch family {
    case .normal: FamilyFunctions(Normal.self)
    case .normalLogVariance: FamilyFunctions(NormalLogVariance.self)
    case .exponential: FamilyFunctions(Exponential.self)
    case .gamma: FamilyFunctions(Gamma.self)
    case .chiSquared: FamilyFunctions(ChiSquared.self)
    case .chi: FamilyFunctions(Chi.self)
    case .inverseGamma: FamilyFunctions(InverseGamma.self)
    case .beta: FamilyFunctions(Beta.self)
    case .weibull: FamilyFunctions(Weibull.self)
    case .gumbel: FamilyFunctions(Gumbel.self)
    case .moyal: FamilyFunctions(Moyal.self)
    case .pareto: FamilyFunctions(Pareto.self)
    case .logNormal: FamilyFunctions(LogNormal.self)
    case .halfNormal: FamilyFunctions(HalfNormal.self)
    case .poisson: FamilyFunctions(Poisson.self)
    case .kumaraswamy: FamilyFunctions(Kumaraswamy.self)
    case .inverseGaussian: FamilyFunctions(InverseGaussian.self)
    case .bernoulli: FamilyFunctions(Bernoulli.self)
    case .bernoulliLogits: FamilyFunctions(BernoulliLogits.self)
    case .binomial: FamilyFunctions(Binomial.self)
    case .geometric: FamilyFunctions(Geometric.self)
    case .negativeBinomial: FamilyFunctions(NegativeBinomial.self)
    case .laplace: FamilyFunctions(Laplace.self)
    case .logistic: FamilyFunctions(Logistic.self)
    case .cauchy: FamilyFunctions(Cauchy.self)
    case .logitNormal: FamilyFunctions(LogitNormal.self)
    case .uniform: FamilyFunctions(Uniform.self)
    case .logUniform: FamilyFunctions(LogUniform.self)
    case .continuousBernoulli: FamilyFunctions(ContinuousBernoulli.self)
    case .vonMises: FamilyFunctions(VonMises.self)
    }
}

/// A family's static members as values: Embedded Swift has no existential types.
struct FamilyFunctions {
    let parameterCount: Int
    let support: Support
    let isOutside: (Int, Parameters) -> LaneMask
    let outside: (UnsafePointer<UnsafePointer<Double>?>, Int) -> Int32
    let divergence: PairFunction
    /// The loop over pairs with the formula in it: a call for each group costs as much as the simpler ones.
    let divergences: (PairColumns) -> Void
    let divergenceToOther: (Family) -> PairFunction?
    let geodesic: ((Parameters, Parameters, Double) -> Parameters)?
    let divergenceToward: (Parameters, Parameters, Double) -> Lane
    let entropy, mean, variance: (Parameters) -> Lane
    let logDensity: (Parameters, Lane) -> Lane
    let sample: ((Double, Double), inout RandomStream) -> Double

    init<Member: ParametricFamily>(_ family: Member.Type) {
        parameterCount = Member.parameterCount
        support = Member.support
        isOutside = { Member.isOutside($0, $1) }
        outside = { outsideOfDomain(Member.self, $0, $1) }
        divergence = { Member.divergence($0, $1) }
        divergences = { $0.evaluate(.divergenceWithin) { Member.divergence($0, $1) } }
        divergenceToOther = { Member.divergence(to: $0) }
        geodesic = Member.geodesic
        divergenceToward = { Member.divergence($0, toward: $1, $2) }
        entropy = { Member.entropy($0) }
        mean = { Member.mean($0) }
        variance = { Member.variance($0) }
        logDensity = { Member.logDensity($0, $1) }
        sample = { Member.sample($0, &$1) }
    }

    func isOutside(_ p: Parameters) -> LaneMask {
        parameterCount == 2 ? isOutside(0, p) .| isOutside(1, p) : isOutside(0, p)
    }
}

/// D(p ‖ q) between two families, if there is a closed form.
func divergence(_ p: Family, _ q: Family) -> PairFunction? {
    let from = functions(of: p)
    if p == q { return from.divergence }
    if from.support.escapes(functions(of: q).support) { return { _, _ in .infinite } }
    return from.divergenceToOther(q)
}
