import Kullback
import Testing

private func expectDivergence<P: UnivariateDistribution, Q: UnivariateDistribution>(
    _ p: P, _ q: Q, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    expect(try p.klDivergence(from: q), near: expected, sourceLocation: sourceLocation)
}

private func expectMoments<Member: UnivariateDistribution>(
    _ member: Member, _ entropy: Double, _ mean: Double, _ variance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    expect(try member.entropy(), near: entropy, sourceLocation: sourceLocation)
    expect(try member.expectation(), near: mean, sourceLocation: sourceLocation)
    expect(try member.variance(), near: variance, sourceLocation: sourceLocation)
}

/// Families on positive numbers, Gumbel and Moyal distributions. Expected values from mpmath with 60 digits, each compared
/// with an integral: Tests/Vectors/generator/distributions.
@Suite struct PositiveFamilyTests {
    @Test func divergencesWithinFamilies() throws {
        try expectDivergence(Exponential(rate: 1), Exponential(rate: 2), 0.3068528194400547)
        try expectDivergence(Gamma(shape: 2, rate: 1), Gamma(shape: 3, rate: 2), 0.19092130378164224)
        try expectDivergence(
            Gamma(shape: 2.00000002, rate: 1.00000001), Gamma(shape: 2, rate: 1), 2.8986812606342115e-17)
        try expectDivergence(ChiSquared(degreesOfFreedom: 2), ChiSquared(degreesOfFreedom: 3), 0.1678255948155212)
        try expectDivergence(
            ChiSquared(degreesOfFreedom: 100.000001), ChiSquared(degreesOfFreedom: 100), 2.525166623582942e-15)
        try expectDivergence(Chi(degreesOfFreedom: 2), Chi(degreesOfFreedom: 3), 0.1678255948155212)
        try expectDivergence(Chi(degreesOfFreedom: 100.000001), Chi(degreesOfFreedom: 100), 2.525166623582942e-15)
        try expectDivergence(InverseGamma(shape: 2, rate: 1), InverseGamma(shape: 3, rate: 2), 0.19092130378164224)
        try expectDivergence(
            InverseGamma(shape: 2.00000002, rate: 1.00000001), InverseGamma(shape: 2, rate: 1), 2.8986812606342115e-17)
        try expectDivergence(Beta(2, 3), Beta(3, 2), 0.5)
        try expectDivergence(Beta(2.00000002, 3.00000003), Beta(2, 3), 3.005344798289955e-17)
        try expectDivergence(Kumaraswamy(2, 3), Kumaraswamy(3, 2), 0.44139809270265357)
        try expectDivergence(Kumaraswamy(2.00000002, 3.00000003), Kumaraswamy(2, 3), 4.999999886531052e-17)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), Weibull(scale: 3, shape: 0.8), 0.3254486383485727)
        try expectDivergence(
            Weibull(scale: 2.00000002, shape: 1.500000015), Weibull(scale: 2, shape: 1.5), 1.4026638003191282e-16)
        try expectDivergence(Gumbel(location: -1, scale: 2), Gumbel(location: -3, scale: 4), 0.44206314985913897)
        try expectDivergence(
            Gumbel(location: -1.00000001, scale: 2.00000002), Gumbel(location: -1, scale: 2), 1.248232483081931e-16)
        try expectDivergence(Moyal(location: 0.3, scale: 1.2), Moyal(location: -0.5, scale: 2), 0.2294221684362383)
        try expectDivergence(
            Moyal(location: 0.30000000299999996, scale: 1.2000000119999998), Moyal(location: 0.3, scale: 1.2),
            7.912134818551808e-17)
        try expectDivergence(Pareto(scale: 2, shape: 3), Pareto(scale: 1, shape: 2), 1.4584261358947217)
        try expectDivergence(
            Pareto(scale: 2.00000002, shape: 3.00000003), Pareto(scale: 2, shape: 3), 2.999999971767587e-08)
        try expectDivergence(LogNormal(location: 0, scale: 1), LogNormal(location: 1, scale: 1), 0.5)
        try expectDivergence(
            LogNormal(location: 1e-08, scale: 1.00000001), LogNormal(location: 0, scale: 1), 1.4999999845117249e-16)
        try expectDivergence(HalfNormal(scale: 1), HalfNormal(scale: 2), 0.3181471805599453)
        try expectDivergence(HalfNormal(scale: 0.500000005), HalfNormal(scale: 0.5), 9.999999845117249e-17)
        try expectDivergence(
            InverseGaussian(mean: 1, shape: 2), InverseGaussian(mean: 2, shape: 1), 0.22157359027997264)
        try expectDivergence(
            InverseGaussian(mean: 1.00000001, shape: 2.00000002), InverseGaussian(mean: 1, shape: 2),
            1.2499999714729897e-16)
        try expectDivergence(Poisson(rate: 1), Poisson(rate: 2), 0.3068528194400547)
        try expectDivergence(Poisson(rate: 4.00000004), Poisson(rate: 4), 1.9999999690234497e-16)
    }

    @Test func divergencesBetweenFamilies() throws {
        try expectDivergence(Exponential(rate: 1), Gamma(shape: 2, rate: 3), 0.37999108756531347)
        try expectDivergence(Exponential(rate: 1), ChiSquared(degreesOfFreedom: 3), 0.7075463656554392)
        try expectDivergence(Exponential(rate: 1), Gumbel(location: 1, scale: 2), 0.7922946943600307)
        try expectDivergence(Exponential(rate: 1), Normal(mean: 1, standardDeviation: 2), 0.7370857137646181)
        try expectDivergence(Exponential(rate: 1), Laplace(location: 1, scale: 2), 0.7541738022913329)
        try expectDivergence(Gamma(shape: 2, rate: 1), Exponential(rate: 0.5), 0.11593151565841245)
        try expectDivergence(Gamma(shape: 2, rate: 1), ChiSquared(degreesOfFreedom: 3), 0.13033070075390632)
        try expectDivergence(Gamma(shape: 2, rate: 1), Gumbel(location: 1, scale: 2), 0.3486965248584694)
        try expectDivergence(Gamma(shape: 2, rate: 1), Normal(mean: 1, standardDeviation: 2), 0.4098700488630852)
        try expectDivergence(Gamma(shape: 2, rate: 1), LogNormal(location: 0.5, scale: 1), 0.08995536627881315)
        try expectDivergence(Gamma(shape: 2, rate: 1), Laplace(location: 1, scale: 2), 0.4127170197326847)
        try expectDivergence(ChiSquared(degreesOfFreedom: 3), Gamma(shape: 2, rate: 1), 0.21624288952606635)
        try expectDivergence(ChiSquared(degreesOfFreedom: 3), Exponential(rate: 1), 0.9458800440645881)
        try expectDivergence(ChiSquared(degreesOfFreedom: 3), Gumbel(location: 1, scale: 2), 0.22193822002381453)
        try expectDivergence(ChiSquared(degreesOfFreedom: 3), Normal(mean: 1, standardDeviation: 2), 0.8079657578292062)
        try expectDivergence(ChiSquared(degreesOfFreedom: 3), Laplace(location: 1, scale: 2), 0.4186197680251671)
        try expectDivergence(Chi(degreesOfFreedom: 3), HalfNormal(scale: 2), 0.29778433509846713)
        try expectDivergence(Chi(degreesOfFreedom: 3), Weibull(scale: 1, shape: 2), 0.9458800440645881)
        try expectDivergence(Chi(degreesOfFreedom: 3), Gamma(shape: 2, rate: 1), 0.23479634623026419)
        try expectDivergence(Chi(degreesOfFreedom: 3), Exponential(rate: 1), 0.599614923499525)
        try expectDivergence(Chi(degreesOfFreedom: 3), Normal(mean: 2, standardDeviation: 1), 0.2312460918870057)
        try expectDivergence(Chi(degreesOfFreedom: 3), LogNormal(location: 0.5, scale: 0.5), 0.09840486618313596)
        try expectDivergence(InverseGamma(shape: 2, rate: 1), Gamma(shape: 3, rate: 2), 0.7276273143724451)
        try expectDivergence(InverseGamma(shape: 2, rate: 1), Exponential(rate: 3), 1.1697407166272917)
        try expectDivergence(InverseGamma(shape: 2, rate: 1), LogNormal(location: 0, scale: 1), 0.17634753382804672)
        try expectDivergence(InverseGamma(shape: 3, rate: 2), Normal(mean: 1, standardDeviation: 2), 1.041928693038596)
        try expectDivergence(InverseGamma(shape: 2, rate: 1), Weibull(scale: 1, shape: 1.5), 0.8467339156419866)
        try expectDivergence(Beta(2, 3), ContinuousBernoulli(probability: 0.25), 0.1748386295303808)
        try expectDivergence(Beta(2, 3), Exponential(rate: 2), 0.341759469228055)
        try expectDivergence(Beta(2, 3), Gamma(shape: 2, rate: 1), 1.7182399831213337)
        try expectDivergence(Beta(2, 3), Normal(mean: 0.5, standardDeviation: 0.25), 0.16755082187278245)
        try expectDivergence(Beta(2, 3), Uniform(low: 0, high: 1), 0.2349066497880003)
        try expectDivergence(Beta(2, 3), Laplace(location: 0.5, scale: 0.25), 0.291759469228055)
        try expectDivergence(Beta(2, 3), LogNormal(location: -1, scale: 1), 0.2857896274371175)
        try expectDivergence(Kumaraswamy(2, 3), Beta(3, 2), 0.25685281944005467)
        try expectDivergence(Kumaraswamy(2, 3), Uniform(low: 0, high: 1), 0.20842613589472167)
        try expectDivergence(Kumaraswamy(2, 3), Exponential(rate: 2), 0.42956466962049067)
    }

    @Test func divergencesBetweenOtherFamilies() throws {
        try expectDivergence(Kumaraswamy(2, 3), Gamma(shape: 2, rate: 1), 1.5822356597042455)
        try expectDivergence(Kumaraswamy(2, 3), Normal(mean: 0.5, standardDeviation: 0.25), 0.08392745083664664)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), Gamma(shape: 3, rate: 2), 0.12792604201370514)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), Exponential(rate: 1), 0.325403291816242)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), ChiSquared(degreesOfFreedom: 3), 0.18742816342385277)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), LogNormal(location: 0.5, scale: 1), 0.1310962832912433)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), HalfNormal(scale: 2), 0.034170913498547)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), Normal(mean: 1, standardDeviation: 2), 0.4009454475830255)
        try expectDivergence(Gumbel(location: -1, scale: 2), Normal(mean: -3, standardDeviation: 4), 0.5514379639204615)
        try expectDivergence(Gumbel(location: -1, scale: 2), Laplace(location: -3, scale: 4), 0.6164189982424324)
        try expectDivergence(Gumbel(location: -1, scale: 2), Moyal(location: -3, scale: 4), 0.6979358659634485)
        try expectDivergence(Moyal(location: -1, scale: 2), Normal(mean: -3, standardDeviation: 4), 0.8191344641537837)
        try expectDivergence(Moyal(location: -1, scale: 2), Gumbel(location: -3, scale: 4), 0.2581500963935593)
        try expectDivergence(Pareto(scale: 2, shape: 3), Exponential(rate: 0.5), 1.2652789553347763)
        try expectDivergence(Pareto(scale: 2, shape: 3), Gamma(shape: 0.5, rate: 1), 3.1577369746461703)
        try expectDivergence(Pareto(scale: 2, shape: 3), Normal(mean: 1, standardDeviation: 2), 1.5592174885394492)
        try expectDivergence(Pareto(scale: 2, shape: 3), Laplace(location: 1, scale: 2), 1.4584261358947217)
        try expectDivergence(Pareto(scale: 2, shape: 3), LogNormal(location: 1, scale: 1), 1.073456986236364)
        try expectDivergence(LogNormal(location: 0, scale: 1), Gamma(shape: 2, rate: 1), 0.2297827374954554)
        try expectDivergence(LogNormal(location: 0, scale: 1), Exponential(rate: 1), 0.2297827374954554)
        try expectDivergence(LogNormal(location: 0, scale: 1), InverseGamma(shape: 2, rate: 1), 0.2297827374954554)
        try expectDivergence(LogNormal(location: 0, scale: 1), InverseGaussian(mean: 2, shape: 1), 0.03045079418758009)
        try expectDivergence(LogNormal(location: 0, scale: 1), Weibull(scale: 2, shape: 1.5), 0.30433824022458045)
        try expectDivergence(
            LogNormal(location: 0, scale: 1), Normal(mean: 2, standardDeviation: 1), 1.8970855080650688)
        try expectDivergence(LogNormal(location: 0, scale: 1), Laplace(location: 2, scale: 1), 0.6951896197269302)
        try expectDivergence(HalfNormal(scale: 1), Chi(degreesOfFreedom: 2), 0.40939007008601164)
        try expectDivergence(HalfNormal(scale: 1), Weibull(scale: 1, shape: 1.5), 0.04637423793699726)
        try expectDivergence(HalfNormal(scale: 1), Gamma(shape: 2, rate: 1), 0.707274630888877)
        try expectDivergence(HalfNormal(scale: 1), Exponential(rate: 1), 0.07209320815813793)
        try expectDivergence(HalfNormal(scale: 1), Normal(mean: 1, standardDeviation: 2), 0.9368232209191742)
        try expectDivergence(HalfNormal(scale: 1), LogNormal(location: 0.5, scale: 0.5), 3.9094934025675703)
        try expectDivergence(InverseGaussian(mean: 1, shape: 2), Gamma(shape: 2, rate: 1), 0.4434991818279395)
        try expectDivergence(InverseGaussian(mean: 1, shape: 2), Exponential(rate: 2), 0.5440063513669383)
        try expectDivergence(InverseGaussian(mean: 1, shape: 2), InverseGamma(shape: 2, rate: 1), 0.11811658222371617)
        try expectDivergence(
            InverseGaussian(mean: 1, shape: 2), Normal(mean: 2, standardDeviation: 1), 0.9060920651315564)
        try expectDivergence(Poisson(rate: 1), Geometric(probability: 0.5), 0.08145211886363914)
    }

    @Test func moments() throws {
        try expectMoments(Exponential(rate: 1), 1.0, 1.0, 1.0)
        try expectMoments(Gamma(shape: 2, rate: 1), 1.5772156649015328, 2.0, 2.0)
        try expectMoments(ChiSquared(degreesOfFreedom: 2), 1.6931471805599454, 2.0, 4.0)
        try expectMoments(Chi(degreesOfFreedom: 2), 0.9420342421707938, 1.2533141373155003, 0.4292036732051034)
        try expectMoments(InverseGamma(shape: 3.0, rate: 2.0), 0.695157020726022, 1.0, 1.0)
        try expectMoments(Beta(2, 3), -0.2349066497880003, 0.4, 0.04)
        try expectMoments(Kumaraswamy(2, 3), -0.20842613589472167, 0.45714285714285713, 0.041020408163265305)
        try expectMoments(Weibull(scale: 2, shape: 1.5), 1.4800872940856251, 1.8054905859018673, 1.502761139255728)
        try expectMoments(Gumbel(location: -1, scale: 2), 2.270362845461478, 0.15443132980306573, 6.579736267392906)
        try expectMoments(Moyal(location: 0.3, scale: 1.2), 2.236441512729366, 1.8244354145537738, 7.106115168784338)
        try expectMoments(Pareto(scale: 2, shape: 3), 0.927868225225169, 3.0, 3.0)
        try expectMoments(LogNormal(location: 0, scale: 1), 1.4189385332046727, 1.6487212707001282, 4.670774270471605)
        try expectMoments(HalfNormal(scale: 1), 0.7257913526447274, 0.7978845608028654, 0.3633802276324187)
        try expectMoments(InverseGaussian(mean: 1, shape: 2), 0.7628464680731163, 1.0, 0.5)
        try expectMoments(Poisson(rate: 1), 1.3048422422562516, 1.0, 1.0)
    }

    /// Tests/Vectors/README.md: values published elsewhere.
    @Test func publishedValues() throws {
        try expectDivergence(
            Gumbel(location: -1, scale: 2), Normal(mean: -3, standardDeviation: 4), 0.551437963920462)
        try expectDivergence(Weibull(scale: 2, shape: 1.5), Weibull(scale: 3, shape: 0.8), 0.325448638348573)
        try expectDivergence(Moyal(location: 0.3, scale: 1.2), Moyal(location: -0.5, scale: 2), 0.229422168436238)
        try expectDivergence(Chi(degreesOfFreedom: 2), Chi(degreesOfFreedom: 3), 0.1678255948155208)
    }

    /// What one law is in several families.
    @Test func membersOfTwoFamilies() throws {
        #expect(try Chi(degreesOfFreedom: 1).klDivergence(from: HalfNormal(scale: 1)) < 1e-30)
        #expect(try Gamma(shape: 1, rate: 3).klDivergence(from: Exponential(rate: 3)) == 0)
        #expect(try ChiSquared(degreesOfFreedom: 5).klDivergence(from: Gamma(shape: 2.5, rate: 0.5)) == 0)
        #expect(try Weibull(scale: 0.5, shape: 1).klDivergence(from: Exponential(rate: 2)) == 0)
        #expect(try abs(Kumaraswamy(1, 3).klDivergence(from: Beta(1, 3))) < 1e-15)
    }

    @Test func infiniteDivergences() throws {
        let pareto = Pareto(scale: 2, shape: 1.5)
        #expect(try pareto.klDivergence(from: Pareto(scale: 3, shape: 1)) == .infinity)
        #expect(try pareto.klDivergence(from: Normal(mean: 0, standardDeviation: 1)) == .infinity)
        #expect(try Gamma(shape: 2, rate: 1).klDivergence(from: pareto) == .infinity)
        #expect(try Gamma(shape: 2, rate: 1).klDivergence(from: Beta(2, 1)) == .infinity)
        #expect(try Gumbel(location: 0, scale: 1).klDivergence(from: Exponential(rate: 1)) == .infinity)
        #expect(try Poisson(rate: 1).klDivergence(from: Gamma(shape: 2, rate: 1)) == .infinity)
        #expect(try InverseGamma(shape: 1, rate: 1).klDivergence(from: Gamma(shape: 2, rate: 1)) == .infinity)
    }

    static let steps: [(second: Double, expected: Double)] = [
        (1e-08, 3.4106026018048405e-13),
        (0.001, 9.0948019323803862e-18),
        (0.3, 3.0806957418532668e-20),
        (1.0, 1.0932634311228311e-20),
        (20.0, 4.7805236833189414e-21),
        (100000000.0, 4.5474706631356074e-21),
    ]

    /// Divergences of the order of the small number: the terms of the textbook formula are 1e8 times as large.
    @Test(arguments: steps)
    func betaWithOneSmallNumber(second: Double, expected: Double) throws {
        let next = second * (1 + 0x1p-20)
        try expectDivergence(Beta(1e-8, second), Beta(1e-8, next), expected)
        try expectDivergence(Beta(second, 1e-8), Beta(next, 1e-8), expected)
    }

    @Test func parametersOutsideTheirDomains() {
        expectError(.parameter, .secondP, index: 0, value: -1) {
            try Gamma(shape: 1, rate: -1).klDivergence(from: Exponential(rate: 1))
        }
        expectError(.parameter, .firstQ, index: 0, value: 0) {
            try Weibull(scale: 1, shape: 1).klDivergence(from: Poisson(rate: 0))
        }
        expectError(.parameter, .firstP, index: 0, value: .infinity) {
            try Gumbel(location: .infinity, scale: 1).entropy()
        }
    }
}
