using System.Text;

namespace ExchangeArchiveSafety.Guard;

/// <summary>Divides a tenant among jobs, the same way on every machine and in every version: by a hash of the key alone (FNV-1a).</summary>
internal static class GuardPartition
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The part that a mailbox belongs to, from 1.</summary>
    /// <param name="exchangeGuid">Its key.</param>
    /// <param name="count">Into how many parts the tenant is divided.</param>
    public static int Of(Guid exchangeGuid, int count) => Part(Hash(exchangeGuid.ToByteArray(), Basis), count);

    /// <summary>The part that a migration user belongs to whose mailbox nobody knows.</summary>
    /// <param name="identity">How it is called.</param>
    /// <param name="count">Into how many parts the tenant is divided.</param>
    public static int Of(string identity, int count) => Part(Hash(Encoding.UTF8.GetBytes(identity.ToUpperInvariant()), Basis), count);

    /// <summary>A place in an order that is another one at another time, so that nobody is always last.</summary>
    /// <param name="exchangeGuid">The key.</param>
    /// <param name="time">The time.</param>
    public static uint Turn(Guid exchangeGuid, DateTime time) => Hash(exchangeGuid.ToByteArray(), Hash(BitConverter.GetBytes(time.Ticks), Basis));

    private static int Part(uint hash, int count) => (int)(hash % (uint)count) + 1;

    private static uint Hash(byte[] bytes, uint from)
    {
        foreach (var one in bytes)
        {
            from = unchecked((from ^ one) * Prime);
        }

        return from;
    }
}
