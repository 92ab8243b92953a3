namespace ExchangeArchiveSafety.Help;

/// <summary>The help of a cmdlet, as its page has it.</summary>
internal sealed record CommandHelp(
    string Name,
    string HelpFile,
    string Synopsis,
    IReadOnlyList<SyntaxHelp> Syntax,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Description,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<LinkHelp> Links);

/// <summary>A parameter set, and how it is called.</summary>
internal sealed record SyntaxHelp(string Set, bool IsDefault, string Text);

/// <summary>An example: code first, then what it does.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type that goes in or comes out.</summary>
internal sealed record TypeHelp(string Type, IReadOnlyList<string> Description);

/// <summary>A related link; without an address it leads to another help topic.</summary>
internal sealed record LinkHelp(string Text, string Uri);

/// <summary>A parameter. Type is the full name of its type.</summary>
internal sealed record ParameterHelp(
    string Name,
    IReadOnlyList<string> Description,
    string Type,
    string DefaultValue,
    bool SupportsWildcards,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<ParameterSetHelp> Sets,
    IReadOnlyList<string> AcceptedValues)
{
    /// <summary>What holds in a parameter set; nothing where the parameter is not in it.</summary>
    public ParameterSetHelp? In(string set) => Sets.SingleOrDefault(one => one.Name == set || one.Name == ParameterSetHelp.All);
}

/// <summary>What a parameter is in a parameter set. Position is a number or "named".</summary>
internal sealed record ParameterSetHelp(
    string Name, string Position, bool IsRequired, bool ValueFromPipeline, bool ValueFromPipelineByPropertyName, bool ValueFromRemainingArguments)
{
    /// <summary>The name that stands for every set.</summary>
    public const string All = "(All)";
}
