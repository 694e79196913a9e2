/// How requests name the program that sends them.
enum UserAgent {
    /// The product and its version.
    static let product = "swift-teams/0.1.0"

    /// The product, followed by what the caller adds unless it stands there already.
    static func appending(_ addition: String?) -> String {
        let known = Set(product.split(separator: " "))
        let added = (addition ?? "").split(separator: " ").filter { !known.contains($0) }
        return ([Substring(product)] + added).joined(separator: " ")
    }
}
