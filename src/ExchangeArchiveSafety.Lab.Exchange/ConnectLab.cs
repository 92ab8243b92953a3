namespace ExchangeArchiveSafety.Lab.Exchange;
internal static class ConnectLab;
