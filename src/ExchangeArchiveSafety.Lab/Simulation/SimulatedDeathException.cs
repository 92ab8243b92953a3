namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>The process that makes a pass dies here. Nothing that it still tries has any effect.</summary>
public sealed class SimulatedDeathException(string site) : Exception("The process died at " + site + ".");
