using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace ExchangeArchiveSafety.Help;

/// <summary>Writes cmdlets as the XML that Get-Help reads.</summary>
internal static partial class Maml
{
    private const string Switch = "SwitchParameter";
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<CommandHelp> commands)
    {
        var root = new XElement(Items + "helpItems", new XAttribute("schema", "maml"), commands.Select(Describe));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            root.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static XElement Describe(CommandHelp command)
    {
        var name = command.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(Command + "details", new XElement(Command + "name", command.Name), new XElement(Command + "verb", name[0]), new XElement(Command + "noun", name[1]), Description([command.Synopsis])),
            Description(command.Description),
            new XElement(Command + "syntax", command.Syntax.Select(syntax => SyntaxItem(command, syntax.Set))),
            new XElement(Command + "parameters", command.Parameters.Select(Parameter)),
            new XElement(Command + "inputTypes", command.Inputs.Select(type => TypeItem("inputType", type))),
            new XElement(Command + "returnValues", command.Outputs.Select(type => TypeItem("returnValue", type))),
            new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(command.Notes))),
            new XElement(Command + "examples", command.Examples.Select(example => new XElement(
                Command + "example",
                new XElement(Text + "title", $"-------- {example.Title} --------"),
                new XElement(Dev + "code", example.Code),
                new XElement(Dev + "remarks", Paragraphs(example.Remarks), new XElement(Text + "para"))))),
            new XElement(Command + "relatedLinks", command.Links.Select(link => new XElement(Text + "navigationLink", new XElement(Text + "linkText", link.Text), new XElement(Text + "uri", link.Uri)))));
    }

    // Parameters with a position come first, the others in the order of the page.
    private static XElement SyntaxItem(CommandHelp command, string set) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", command.Name),
        command.Parameters.Where(parameter => parameter.In(set) is not null).OrderBy(parameter => parameter.In(set)!.Position, PositionOrder).Select(parameter => ParameterElement(
            parameter,
            parameter.In(set)!,
            parameter.In(set)!.IsRequired,
            parameter.Description.Take(1),
            parameter.AcceptedValues.Count > 0 ? Choices(parameter) : ShortName(parameter) != Switch ? Value(parameter) : null)));

    // In several parameter sets it is one parameter: required where every set requires it.
    private static XElement Parameter(ParameterHelp parameter) => ParameterElement(
        parameter, parameter.Sets[0], parameter.Sets.All(set => set.IsRequired), parameter.Description, Value(parameter), parameter.AcceptedValues.Count > 0 ? Choices(parameter) : null);

    private static XElement ParameterElement(ParameterHelp parameter, ParameterSetHelp set, bool isRequired, IEnumerable<string> description, params object?[] values) => new(
        Command + "parameter",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", IsArray(parameter)),
        new XAttribute("globbing", parameter.SupportsWildcards),
        new XAttribute("pipelineInput", (set.ValueFromPipeline, set.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "true (ByValue, ByPropertyName)",
            (true, false) => "true (ByValue)",
            (false, true) => "true (ByPropertyName)",
            _ => "false",
        }),
        new XAttribute("position", set.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Text + "name", parameter.Name),
        Description(description),
        values,
        new XElement(Dev + "type", new XElement(Text + "name", ShortName(parameter)), new XElement(Text + "uri")),
        new XElement(Dev + "defaultValue", parameter.DefaultValue));

    private static XElement Value(ParameterHelp parameter) => new(
        Command + "parameterValue", new XAttribute("required", ShortName(parameter) != Switch), new XAttribute("variableLength", IsArray(parameter)), ShortName(parameter));

    private static XElement Choices(ParameterHelp parameter) => new(
        Command + "parameterValueGroup",
        parameter.AcceptedValues.Select(value => new XElement(Command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value)));

    private static XElement TypeItem(string element, TypeHelp type) => new(
        Command + element, new XElement(Dev + "type", new XElement(Text + "name", type.Type)), Description(type.Description));

    private static XElement Description(IEnumerable<string> paragraphs) => new(Text + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(paragraph => new XElement(Text + "para", paragraph));

    private static bool IsArray(ParameterHelp parameter) => parameter.Type.EndsWith("[]", StringComparison.Ordinal);

    private static string ShortName(ParameterHelp parameter) => Namespaces().Replace(Nullable().Replace(parameter.Type, "$1"), "");

    private static readonly Comparer<string> PositionOrder = Comparer<string>.Create((one, other) => Number(one).CompareTo(Number(other)));

    private static int Number(string position) => position == "named" ? int.MaxValue : int.Parse(position, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^System\.Nullable`1\[(.+)\]$")]
    private static partial Regex Nullable();

    [GeneratedRegex(@"^.*\.")]
    private static partial Regex Namespaces();
}
