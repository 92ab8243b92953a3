using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What a runner is given: the tenant's Exchange, and the places where its own writes can go wrong.</summary>
/// <param name="Seed">What everything follows from.</param>
/// <param name="Tenant">The tenant, for its clock and the shapes of its values.</param>
/// <param name="Exchange">Its Exchange; permissions and faults apply.</param>
/// <param name="Mishaps">To be told before and after each write to the journal.</param>
public sealed record GuardedWorld(ulong Seed, LabTenant Tenant, ExchangeService Exchange, Mishaps Mishaps);
