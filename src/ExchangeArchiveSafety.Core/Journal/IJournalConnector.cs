namespace ExchangeArchiveSafety;

/// <summary>Opens journals that lie in Azure Storage.</summary>
public interface IJournalConnector
{
    /// <summary>A journal at an address; nothing is asked yet. Whoever is done with it disposes of it, so that others see that its work has ended.</summary>
    /// <param name="address">The address of an append blob, with a shared access signature or without.</param>
    /// <param name="signIn">Whose sign-in is used where the address carries no signature; null for that of the machine.</param>
    /// <exception cref="UnusableFileException">It is no address of a blob, or nothing secret may be sent there (<c>JournalUriInvalid</c>).</exception>
    IJournalStore Open(Uri address, IGraphConnection? signIn);
}
