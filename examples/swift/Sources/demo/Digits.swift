import Foundation
import Kullback

/// How far is a student's output from its teacher's, image by image?
func digits(_ directory: URL) throws {
    let teacher = try Table(contentsOf: directory.appending(path: "digits_teacher_logits.csv"))
    let student = try Table(contentsOf: directory.appending(path: "digits_student_logits.csv"))
    let p = Rows(teacher.elements, columns: teacher.columns)
    let q = Rows(student.elements, columns: student.columns)
    for temperature in [1, 4] {
        let kl = try klDivergence(of: p, from: q, space: .logits(temperature: Double(temperature)))
        show("digits_kl_temperature_\(temperature)", mean(kl))
    }
    show(
        "digits_js_divergence",
        mean(try jensenShannonDivergence(between: p, and: q, space: .logits)))
    show("digits_teacher_entropy", mean(try entropy(of: p, space: .logits)))
}

/// Adds from left to right; the other languages do too, so that the last bit agrees.
func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
}
