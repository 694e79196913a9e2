public import JSONKit

extension Chart {
    /// A bar in parts.
    public struct Stack: CardPart {
        public static let name = "chart stack"

        /// What it is.
        public var title: String?
        /// Its parts.
        public var data: [Chart.Slice]?
        public var extras: JSONObject = [:]

        public init() {}

        /// These parts.
        public init(_ title: String, _ data: [Chart.Slice]) {
            self.title = title
            self.data = data
        }

        public static let schema: CardSchema<Self> = [
            .init("title", \.title),
            .init("data", \.data),
        ]
    }
}
