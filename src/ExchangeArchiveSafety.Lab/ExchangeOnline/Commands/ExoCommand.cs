namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>A command of the tenant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Simulated">The parameters whose effect the lab knows.</param>
/// <param name="Run">What it does.</param>
internal sealed record ExoCommand(string Name, string[] Simulated, Action<CommandCall, CommandAnswer> Run);
