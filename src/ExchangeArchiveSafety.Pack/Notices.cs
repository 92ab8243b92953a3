namespace ExchangeArchiveSafety.Pack;

/// <summary>What the licences of the shipped packages ask to pass on, each text once.</summary>
internal static class Notices
{
    private static readonly string Rule = "\n\n" + new string('-', 100) + "\n\n";

    public static string Of(IReadOnlyList<ShippedPackage> packages) =>
        "This module contains the following packages of others. Their texts were taken from the packages when the module was packed.\n\n"
        + string.Concat(packages.Select(package => $"{package.Id} {package.Version}, {package.Licence}. {package.Copyright}\n"))
        + string.Concat(packages
            .SelectMany(package => package.Texts, (package, text) => (package.Id, Text: text))
            .GroupBy(told => told.Text, told => told.Id, StringComparer.Ordinal)
            .Select(same => Rule + "For " + string.Join(", ", same) + ":\n\n" + same.Key))
        + "\n";
}
