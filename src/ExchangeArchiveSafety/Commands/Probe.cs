namespace ExchangeArchiveSafety;
internal static class Probe { internal static string S => Messages.Probe + CoreMessages2.X; }
internal static class CoreMessages2 { internal static string X => ""; }
