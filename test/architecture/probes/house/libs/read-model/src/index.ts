export class ReadRow {}
