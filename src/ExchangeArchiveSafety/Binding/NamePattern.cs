using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>A name with wildcards, where a name may hold their signs too.</summary>
internal static class NamePattern
{
    /// <summary>Whether Exchange takes it for a pattern.</summary>
    public static bool HasStars(string identity) => identity.IndexOf('*') >= 0;

    /// <summary>Whether one of the names of a mailbox fits a pattern as Exchange takes it: of all signs only the star is one.</summary>
    public static bool FitsStars(string pattern, Mailbox mailbox) => mailbox.Identities().Append(mailbox.DisplayName ?? "").Any(name => FitsStars(pattern, name));

    /// <summary>Whether a name fits such a pattern.</summary>
    public static bool FitsStars(string pattern, string name) =>
        HasStars(pattern) && new WildcardPattern(string.Join("*", pattern.Split('*').Select(WildcardPattern.Escape)), WildcardOptions.IgnoreCase).IsMatch(name);

    /// <summary>Whether a name fits a pattern. A lone bracket is part of a name, not a pattern.</summary>
    public static bool Fits(string pattern, string name)
    {
        try
        {
            return WildcardPattern.ContainsWildcardCharacters(pattern) && new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
