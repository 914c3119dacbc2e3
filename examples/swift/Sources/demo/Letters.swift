import Foundation
import Kullback

/// How far apart are two languages?
func letters(_ directory: URL) throws {
    let english = try Table(contentsOf: directory.appending(path: "letters_english.csv")).elements
    let german = try Table(contentsOf: directory.appending(path: "letters_german.csv")).elements
    show(
        "letters_kl_english_german",
        try klDivergence(of: english, from: german, normalize: true))
    show(
        "letters_kl_english_german_bits",
        try klDivergence(of: english, from: german, normalize: true, unit: .bits))
    show(
        "letters_kl_german_english",
        try klDivergence(of: german, from: english, normalize: true))
    show(
        "letters_js_divergence",
        try jensenShannonDivergence(between: english, and: german, normalize: true))
    show(
        "letters_js_distance",
        try jensenShannonDistance(between: english, and: german, normalize: true))
    show("letters_entropy_english", try entropy(of: english, normalize: true))
    show("letters_entropy_german", try entropy(of: german, normalize: true))
}
