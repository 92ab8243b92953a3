using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>A name with wildcards, where a name may hold their signs too.</summary>
internal static class NamePattern
{
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
