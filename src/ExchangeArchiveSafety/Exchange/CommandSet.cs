namespace ExchangeArchiveSafety.Exchange;

/// <summary>Exchange commands that belong together: of one prefix and one module.</summary>
/// <param name="Prefix">What stands before their nouns; empty for nothing.</param>
/// <param name="Module">The module that holds them; empty for functions of none.</param>
/// <param name="Commands">The names under which some of them were found.</param>
internal sealed record CommandSet(string Prefix, string Module, IReadOnlyList<string> Commands)
{
    private const string TemporaryModule = "tmpEXO_";

    /// <summary>Whether a module is one that Connect-ExchangeOnline makes for a connection.</summary>
    public static bool IsTemporary(string module) => module.StartsWith(TemporaryModule, StringComparison.OrdinalIgnoreCase);

    /// <summary>A pattern for the names of such modules.</summary>
    public static string TemporaryModules => TemporaryModule + "*";

    /// <summary>A command's name with the prefix; its dash stands between verb and noun.</summary>
    public static string Prefixed(string cmdlet, string prefix) => cmdlet.Insert(cmdlet.IndexOf('-') + 1, prefix);

    /// <summary>The commands and where they come from, for messages.</summary>
    public override string ToString() =>
        string.Join(", ", Commands) + (Module.Length > 0 ? " " + DisplayText.Sentence(Messages.OfModule, Module) : "");
}
