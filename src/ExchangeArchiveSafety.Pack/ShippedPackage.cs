namespace ExchangeArchiveSafety.Pack;

/// <summary>A package of which something is shipped.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">The SPDX name of its licence.</param>
/// <param name="Copyright">Who holds the rights, in the package's words.</param>
/// <param name="Texts">The licence and the notices that the package asks to pass on.</param>
internal sealed record ShippedPackage(string Id, string Version, string Licence, string Copyright, IReadOnlyList<string> Texts);
