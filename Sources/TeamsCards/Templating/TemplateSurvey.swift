import JSONKit

/// Walks all of a template with a sample of the data, and lists the names that the sample lacks.
struct TemplateSurvey {
    private var evaluation: Evaluation
    private(set) var issues: [TemplateIssue] = []
    private var seen: Set<TemplateIssue> = []

    /// A repeated element is looked at with so many items at most.
    private static let items = 100
    /// Bindings that are looked at, at most: repetitions inside of repetitions multiply.
    private var visitsLeft = 100_000

    init(sample: JSONValue, host: JSONValue?, environment: ExpressionEnvironment, inlineData: TemplateNode?) {
        var scope = ExpressionScope(.null)
        scope.template = .init(
            root: .json(sample), data: .json(sample), index: nil, host: host.map(Value.json) ?? .undefined)
        evaluation = Evaluation(scope: scope, environment: environment)
    }

    mutating func visit(_ node: TemplateNode) {
        switch node {
        case .constant: break
        case .value(let binding): visit(binding)
        case .text(let parts): for case .binding(let binding) in parts { visit(binding) }
        case .array(let nodes): for node in nodes { visit(node) }
        case .object(let object): visit(object)
        }
    }

    private mutating func visit(_ object: ObjectTemplate) {
        let outer = evaluation.scope.template
        defer { evaluation.scope.template = outer }
        var scopes: [Value?] = [nil]
        switch object.data {
        case nil: break
        case .literal(.constant(let data, _)): scopes = Self.scopes(.json(data))
        case .literal(let node): visit(node)
        case .value(let binding):
            visit(binding)
            guard case .expression(let node) = binding.content, let data = try? evaluation.value(of: node),
                !data.isNothing
            else { return }
            scopes = Self.scopes(data)
        }
        for (place, scope) in scopes.prefix(Self.items).enumerated() where visitsLeft > 0 {
            visitsLeft -= 1
            if let scope {
                evaluation.scope.template?.data = scope
                evaluation.scope.template?.index = place
            }
            if case .binding(let binding) = object.when { visit(binding) }
            for member in object.members { visit(member.node) }
        }
    }

    private static func scopes(_ data: Value) -> [Value?] {
        guard case .json(.array(let items)) = data else { return [data] }
        return items.prefix(Self.items).map(Value.json)
    }

    private mutating func visit(_ binding: Binding) {
        visitsLeft -= 1
        switch binding.content {
        case .broken(let issue): report(issue)
        case .expression(let node):
            for reference in References(of: node).paths where !reference.isTolerated {
                if let value = try? evaluation.value(of: reference.node), value != .undefined { continue }
                let names = evaluation.scope.template
                let message = names?.lacks(reference.path) ?? "the data have no '\(reference.path)'"
                report(TemplateIssue(.missing, path: binding.path, message: message))
            }
        }
    }

    private mutating func report(_ issue: TemplateIssue) {
        if seen.insert(issue).inserted { issues.append(issue) }
    }
}
