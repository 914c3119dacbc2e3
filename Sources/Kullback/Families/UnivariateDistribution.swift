/// A distribution of single numbers from a parametric family.
///
/// Two of them, of one family or of two, have a KL divergence in closed form where one exists; entropy, mean, variance
/// and log-density are theirs, and draws that depend on a seed and their index only.
public protocol UnivariateDistribution: Equatable, Sendable {
    /// What the engine needs to know; not part of the API.
    static var _family: _Family { get }
    var _parameters: (Double, Double) { get }
}

/// A family, as the engine names it.
public struct _Family: Sendable {
    package let family: Family

    package init(_ family: Family) { self.family = family }
}
