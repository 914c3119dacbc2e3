/// Families of univariate distributions. The raw values are those of the C header's `kullback_family`.
package enum Family: Int32 {
    case normal = 10
    case normalLogVariance = 20
    case exponential = 30
    case gamma = 40
    case chiSquared = 50
    case chi = 60
    case inverseGamma = 70
    case beta = 80
    case kumaraswamy = 90
    case weibull = 100
    case gumbel = 110
    case moyal = 120
    case pareto = 130
    case logNormal = 140
    case halfNormal = 150
    case inverseGaussian = 160
    case poisson = 170
    case bernoulli = 180
    case bernoulliLogits = 190
    case binomial = 200
    case geometric = 210
    case negativeBinomial = 220
    case laplace = 230
    case logistic = 240
    case cauchy = 250
    case logitNormal = 260
    case uniform = 270
    case logUniform = 280
    case continuousBernoulli = 290
    case vonMises = 300
}
