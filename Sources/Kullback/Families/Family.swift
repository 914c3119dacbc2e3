/// Families of univariate distributions. The raw values are those of the C header's `kullback_family`.
package enum Family: Int32 {
    case normal = 10
    case normalLogVariance = 20
    case exponential = 30
}
