/// The language of a program text.
public struct CodeLanguage: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Bash.
    public static let bash = CodeLanguage(rawValue: "Bash")
    /// C.
    public static let c = CodeLanguage(rawValue: "C")
    /// C++.
    public static let cpp = CodeLanguage(rawValue: "Cpp")
    /// C#.
    public static let cSharp = CodeLanguage(rawValue: "CSharp")
    /// CSS.
    public static let css = CodeLanguage(rawValue: "Css")
    /// Batch files of DOS and Windows.
    public static let dos = CodeLanguage(rawValue: "Dos")
    /// Go.
    public static let go = CodeLanguage(rawValue: "Go")
    /// GraphQL.
    public static let graphQL = CodeLanguage(rawValue: "Graphql")
    /// HTML.
    public static let html = CodeLanguage(rawValue: "Html")
    /// Java.
    public static let java = CodeLanguage(rawValue: "Java")
    /// JavaScript.
    public static let javaScript = CodeLanguage(rawValue: "JavaScript")
    /// JSON.
    public static let json = CodeLanguage(rawValue: "Json")
    /// Objective-C.
    public static let objectiveC = CodeLanguage(rawValue: "ObjectiveC")
    /// Perl.
    public static let perl = CodeLanguage(rawValue: "Perl")
    /// PHP.
    public static let php = CodeLanguage(rawValue: "Php")
    /// No language.
    public static let plainText = CodeLanguage(rawValue: "PlainText")
    /// PowerShell.
    public static let powerShell = CodeLanguage(rawValue: "PowerShell")
    /// Python.
    public static let python = CodeLanguage(rawValue: "Python")
    /// SQL.
    public static let sql = CodeLanguage(rawValue: "Sql")
    /// TypeScript.
    public static let typeScript = CodeLanguage(rawValue: "TypeScript")
    /// Visual Basic .NET.
    public static let vbNet = CodeLanguage(rawValue: "VbNet")
    /// Verilog.
    public static let verilog = CodeLanguage(rawValue: "Verilog")
    /// VHDL.
    public static let vhdl = CodeLanguage(rawValue: "Vhdl")
    /// XML.
    public static let xml = CodeLanguage(rawValue: "Xml")

    public static let allCases: [CodeLanguage] = [
        .bash, .c, .cpp, .cSharp, .css, .dos, .go, .graphQL, .html, .java, .javaScript, .json, .objectiveC, .perl, .php,
        .plainText, .powerShell, .python, .sql, .typeScript, .vbNet, .verilog, .vhdl, .xml,
    ]
}
