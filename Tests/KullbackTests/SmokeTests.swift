import Kullback
import Testing

@Test func textbookValues() throws {
    #expect(try klDivergence(of: [0.5, 0.5], from: [0.75, 0.25], unit: .bits) == 0.207518749639422)
}
